package dev.coffer.payment.wallet;

import dev.coffer.core.events.Endings;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.money.Currency;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.Wallet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens the main wallet of each new user and says so. The ledger writes in a transaction of its own, before the consumer's:
 * whoever crashes in between opens again, and opening a wallet that is there does nothing. Whose registration is undone already
 * gets none, however late their event comes.
 */
final class OpenFirstWallets {

    private final Bookings bookings;
    private final Currency currency;
    private final Outbox outbox;
    private final Endings undone;

    /** @param currency of a user's first wallet */
    OpenFirstWallets(Bookings bookings, Currency currency, Outbox outbox, Endings undone) {
        this.bookings = bookings;
        this.currency = currency;
        this.outbox = outbox;
        this.undone = undone;
    }

    /** @param registered a run, as the consumer limits it */
    void open(List<Received<UserRegistered>> registered, UnitOfWork unit) {
        List<Received<UserRegistered>> wanted = withoutUndone(registered, unit);
        outbox.addAll(unit, LedgerCommands.giveTogether(wanted, this::open));
    }

    private List<Received<UserRegistered>> withoutUndone(List<Received<UserRegistered>> registered, UnitOfWork unit) {
        Map<String, Set<String>> userIds = registered.stream()
                .collect(Collectors.groupingBy(
                        event -> event.envelope().tenantId(),
                        Collectors.mapping(event -> event.data().userId(), Collectors.toSet())));
        Map<String, Set<String>> over = userIds.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, tenant -> undone.over(unit, tenant.getKey(), tenant.getValue())));
        return registered.stream()
                .filter(event -> !over.getOrDefault(event.envelope().tenantId(), Set.of())
                        .contains(event.data().userId()))
                .toList();
    }

    private EventDraft open(Received<UserRegistered> event) {
        String userId = event.data().userId();
        EventEnvelope cause = event.envelope();
        Wallet wallet = bookings.open(OpenWallet.main(cause.tenantId(), userId, currency));
        Object answer = wallet.status() == Wallet.Status.CLOSED
                ? new AccountRefused(
                        userId, "The user's " + currency + " wallet is closed, and nothing opens it again.")
                : new AccountOpened(userId);
        return EventDraft.of(answer, userId, cause.tenantId())
                .onBehalfOf(userId)
                .causedBy(cause);
    }
}
