package dev.coffer.payment.bonus;

import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.BonusStep;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.wallet.LedgerCommands;
import java.util.List;
import java.util.function.Function;

/**
 * Books what bonus-service decides. The ledger writes in a transaction of its own, before the consumer's: whoever crashes in between
 * asks again with the same key, which books nothing more. A no is remembered under the key too, so it is told again as it was.
 */
final class MoveBonuses {

    private final BonusPosts posts;
    private final Bookings bookings;
    private final Endings undone;
    private final Outbox outbox;

    /** @param undone users whose registration is undone: they get no wallet */
    MoveBonuses(BonusPosts posts, Bookings bookings, Endings undone, Outbox outbox) {
        this.posts = posts;
        this.bookings = bookings;
        this.undone = undone;
        this.outbox = outbox;
    }

    void award(List<Received<BonusAwarded>> awarded, UnitOfWork unit) {
        List<Received<BonusAwarded>> wanted =
                awarded.stream().filter(event -> !isUndone(event, unit)).toList();
        together(wanted, unit, event -> {
            BonusAwarded told = event.data();
            return answer(
                    event.envelope(),
                    new BonusStep(told.awardId(), 0),
                    told.userId(),
                    posts.award(event.envelope().tenantId(), told));
        });
    }

    private boolean isUndone(Received<BonusAwarded> event, UnitOfWork unit) {
        BonusAwarded told = event.data();
        if (!undone.isOver(unit, event.envelope().tenantId(), told.userId())) {
            return false;
        }
        PostResult.Refused no =
                new PostResult.Refused(LedgerRefusal.WALLET_CLOSED, "The user's registration is undone.");
        outbox.add(unit, refused(event.envelope(), new BonusStep(told.awardId(), 0), told.userId(), no));
        return true;
    }

    void lock(List<Received<BonusClosing>> closing, UnitOfWork unit) {
        together(closing, unit, event -> {
            BonusClosing told = event.data();
            return answer(
                    event.envelope(),
                    new BonusStep(told.awardId(), told.round()),
                    told.userId(),
                    posts.lock(event.envelope().tenantId(), told));
        });
    }

    void close(List<Received<BonusSettled>> settled, UnitOfWork unit) {
        together(settled, unit, event -> {
            Keyed command = posts.close(event.envelope().tenantId(), event.data());
            if (bookings.post(command) instanceof PostResult.Refused(LedgerRefusal code, String message, var ignored)) {
                throw new IllegalStateException("What was put out of use for bonus "
                        + event.data().awardId() + " stays so: " + code + ", " + message);
            }
            return List.of();
        });
    }

    private List<EventDraft> answer(EventEnvelope cause, BonusStep step, String userId, Keyed command) {
        return bookings.post(command) instanceof PostResult.Refused no
                ? List.of(refused(cause, step, userId, no))
                : List.of();
    }

    private static EventDraft refused(EventEnvelope cause, BonusStep step, String userId, PostResult.Refused no) {
        BonusRefused answer =
                new BonusRefused(step.awardId(), step.round(), userId, no.code().name(), no.message());
        return EventDraft.of(answer, userId, cause.tenantId())
                .onBehalfOf(userId)
                .causedBy(cause);
    }

    /** The ledger commits them together; what is to be told is told once all are done. */
    private <T> void together(
            List<Received<T>> events, UnitOfWork unit, Function<Received<T>, List<EventDraft>> booking) {
        outbox.addAll(
                unit,
                LedgerCommands.giveTogether(events, booking).stream()
                        .flatMap(List::stream)
                        .toList());
    }
}
