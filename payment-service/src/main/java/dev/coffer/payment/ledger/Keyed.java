package dev.coffer.payment.ledger;

/** A command with a key: it moves money, or says how far a wallet may go below zero. Decided once for each idempotency key; a repeat answers what was decided. */
public sealed interface Keyed extends Command
        permits Post,
                HoldFunds,
                CaptureHold,
                ReleaseHold,
                ReverseTransfer,
                PlaceBet,
                SettleBet,
                RollBackBet,
                LockBonus,
                SetCreditLimit {

    Idempotency idempotency();

    /** What it is counted as. */
    TransferType type();
}
