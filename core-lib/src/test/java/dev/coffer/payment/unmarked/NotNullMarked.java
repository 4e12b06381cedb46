package dev.coffer.payment.unmarked;

/** Guilty of living in a package without a package-info. */
public final class NotNullMarked {}
