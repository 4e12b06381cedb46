package dev.coffer.payment.transfer;

/** The GraphQL enum {@code TransferStatus}. */
enum TransferStatus {
    COMPLETED,
    REVERSED,
    DRY_RUN
}
