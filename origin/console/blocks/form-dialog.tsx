import { Dialog, type DialogProps } from './dialog.tsx'
import { DialogForm, type DialogFormProps } from './dialog-form.tsx'

export type FormDialogProps = Pick<DialogProps, 'title' | 'size'> & DialogFormProps

/** A dialog that is a form. */
export function FormDialog({ title, size, ...form }: FormDialogProps) {
  return (
    <Dialog title={title} {...(size === undefined ? {} : { size })} onClose={form.onCancel}>
      <DialogForm {...form} />
    </Dialog>
  )
}
