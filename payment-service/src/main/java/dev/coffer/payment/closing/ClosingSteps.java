package dev.coffer.payment.closing;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaRun;
import dev.coffer.core.saga.Step;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.FreezeWallet;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.StatusResult;
import dev.coffer.payment.ledger.Wallet;
import java.util.List;
import java.util.Objects;

/**
 * The saga that closes all of a user's wallets or none. They are frozen first, so that nothing comes in any more; then looked at; and
 * closed as they are, frozen and empty, which nothing can prevent. Where something is in one, those that it froze are opened again.
 */
final class ClosingSteps {

    static final String SAGA = "account-closing";
    private static final String BY = "account-closing";

    private final FindObstacles obstacles;
    private final Bookings bookings;
    private final Outbox outbox;

    ClosingSteps(FindObstacles obstacles, Bookings bookings, Outbox outbox) {
        this.obstacles = obstacles;
        this.bookings = bookings;
        this.outbox = outbox;
    }

    Saga<AccountClosing> saga() {
        return Saga.named(SAGA, 1, AccountClosing.class)
                .step(Step.local("list", this::list).compensate(this::tellKept))
                .step(Step.call("freeze", this::freeze, (AccountClosing data, Boolean done) -> data)
                        .compensateByCall(this::unfreeze))
                .step(Step.call("look", this::look, (AccountClosing data, Boolean done) -> data))
                .step(Step.call("close", this::close, (AccountClosing data, Boolean done) -> data)
                        .pivot())
                .step(Step.local("tell", this::tellClosed));
    }

    private StepResult<AccountClosing> list(SagaRun<AccountClosing> run, UnitOfWork unit) {
        String userId = run.data().userId();
        List<String> open = obstacles.wallets(run.tenantId(), userId).stream()
                .map(Wallet::id)
                .toList();
        return StepResult.done(run.data().of(open, obstacles.find(run.tenantId(), userId, List.of())));
    }

    private StepResult<Boolean> freeze(SagaRun<AccountClosing> run) {
        String obstacle = run.data().obstacle();
        if (obstacle != null) {
            return StepResult.refused(obstacle);
        }
        run.data().open().forEach(walletId -> setFrozen(run, walletId, true));
        return StepResult.done(true);
    }

    /** Where something stood against it from the start nothing was frozen, but by staff perhaps. */
    private void unfreeze(SagaRun<AccountClosing> run) {
        if (run.data().obstacle() == null) {
            run.data().open().forEach(walletId -> setFrozen(run, walletId, false));
        }
    }

    private void setFrozen(SagaRun<AccountClosing> run, String walletId, boolean isFrozen) {
        StatusResult result = bookings.change(new FreezeWallet(run.tenantId(), walletId, isFrozen, BY, null));
        // Whoever closed it meanwhile did what is wanted.
        if (result instanceof StatusResult.Refused(LedgerRefusal code, String message)
                && code != LedgerRefusal.WALLET_CLOSED) {
            throw new IllegalStateException(message);
        }
    }

    private StepResult<Boolean> look(SagaRun<AccountClosing> run) {
        String userId = run.data().userId();
        Obstacle found = obstacles.find(run.tenantId(), userId, run.data().open());
        boolean isOneMore = obstacles.wallets(run.tenantId(), userId).stream()
                .anyMatch(wallet -> !run.data().open().contains(wallet.id()));
        if (found == null && isOneMore) {
            return StepResult.refused(Obstacle.WALLET_NOT_EMPTY.name());
        }
        return found == null ? StepResult.done(true) : StepResult.refused(found.name());
    }

    private StepResult<Boolean> close(SagaRun<AccountClosing> run) {
        for (String walletId : run.data().open()) {
            if (bookings.change(CloseWallet.alsoFrozen(run.tenantId(), walletId))
                    instanceof StatusResult.Refused(LedgerRefusal _, String message)) {
                throw new IllegalStateException(message);
            }
        }
        return StepResult.done(true);
    }

    private StepResult<AccountClosing> tellClosed(SagaRun<AccountClosing> run, UnitOfWork unit) {
        tell(run, unit, new AccountClosed(run.data().userId(), run.data().closingId()));
        return StepResult.done(run.data());
    }

    private void tellKept(SagaRun<AccountClosing> run, UnitOfWork unit) {
        String known = run.data().obstacle();
        String reason = known == null ? Obstacle.WALLET_NOT_EMPTY.name() : known;
        tell(run, unit, new AccountKept(run.data().userId(), run.data().closingId(), reason));
    }

    private void tell(SagaRun<AccountClosing> run, UnitOfWork unit, Object event) {
        outbox.add(
                unit,
                EventDraft.of(event, run.data().userId(), run.tenantId())
                        .onBehalfOf(Objects.requireNonNull(run.userId()))
                        .correlatedBy(run.data().closingId()));
    }
}
