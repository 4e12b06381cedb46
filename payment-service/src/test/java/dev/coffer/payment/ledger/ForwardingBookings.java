package dev.coffer.payment.ledger;

import java.util.List;

/** Passes everything on to a real ledger, for tests that break one call of it. */
public interface ForwardingBookings extends Bookings {

    Bookings ledger();

    @Override
    default PostResult post(Keyed command) {
        return ledger().post(command);
    }

    @Override
    default ChainResult post(Chain chain) {
        return ledger().post(chain);
    }

    @Override
    default Foreseen foresee(Keyed command) {
        return ledger().foresee(command);
    }

    @Override
    default List<PostResult> preview(List<? extends Keyed> commands) {
        return ledger().preview(commands);
    }

    @Override
    default ChainResult preview(Chain chain) {
        return ledger().preview(chain);
    }

    @Override
    default StatusResult change(StatusCommand command) {
        return ledger().change(command);
    }

    @Override
    default UsageResult change(UsageCommand command) {
        return ledger().change(command);
    }

    @Override
    default Wallet open(OpenWallet command) {
        return ledger().open(command);
    }
}
