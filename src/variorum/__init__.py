"""variorum reads partisan accounts and keeps what each says."""
