package dev.coffer.payment.ledger;

/** A command that moves money. Decided once for each idempotency key; a repeat answers what was decided. */
public sealed interface Keyed extends Command
        permits Post, HoldFunds, CaptureHold, ReleaseHold, ReverseTransfer, PlaceBet, SettleBet, RollBackBet {

    Idempotency idempotency();

    /** What it is counted as. */
    TransferType type();
}
