package dev.coffer.payment.monitor;

import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.LedgerEvents;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hears of every booking from the ledger's own events and tells of those that cross a threshold, in the consumer's transaction: once
 * for each booking and monitor, also when an event comes again. A booking shows by itself whether it crosses: its entries say
 * what was there before and after. Where nobody watches, a run of events costs one read.
 */
final class WatchBalances {

    /** Counts what was told of; there from the start, see {@link ManageMonitors}. */
    static final String CROSSINGS = "coffer.payment.balance.crossings";

    private final Monitors monitors;
    private final Transfers transfers;
    private final Outbox outbox;
    private final MeterRegistry meters;

    WatchBalances(Monitors monitors, Transfers transfers, Outbox outbox, MeterRegistry meters) {
        this.monitors = monitors;
        this.transfers = transfers;
        this.outbox = outbox;
        this.meters = meters;
    }

    Consumer consumer() {
        Consumer consumer = Consumer.named("payment-balance-monitors").from("payment");
        for (String type : LedgerEvents.TYPES_OF_MOVEMENTS) {
            consumer = consumer.onBatch(type, WalletTouched.class, this::watch);
        }
        return consumer;
    }

    /** @throws IllegalStateException when a booking is not in the book that an event tells of: a dead letter */
    private void watch(List<Received<WalletTouched>> events, UnitOfWork unit) {
        Map<String, List<BalanceMonitor>> watched = monitors.of(
                unit, events.stream().map(event -> event.envelope().key()).toList());
        if (watched.isEmpty()) {
            return;
        }
        List<EventEnvelope> ofWatched = events.stream()
                .map(Received::envelope)
                .filter(event -> watched.containsKey(event.key()))
                .toList();
        List<Crossing> fresh = monitors.note(unit, crossings(ofWatched, watched));
        if (!fresh.isEmpty()) {
            outbox.addAll(unit, fresh.stream().map(Crossing::event).toList());
            unit.whenOver(() -> meters.counter(CROSSINGS).increment(fresh.size()));
        }
    }

    private List<Crossing> crossings(List<EventEnvelope> events, Map<String, List<BalanceMonitor>> watched) {
        Map<String, Transfer> booked = booked(events);
        List<Crossing> crossings = new ArrayList<>();
        for (EventEnvelope event : events) {
            Transfer transfer = booked.get(LedgerEvents.transferId(event));
            if (transfer == null) {
                throw new IllegalStateException("Event " + event + " tells of a transfer that is not in the book");
            }
            for (BalanceMonitor monitor : watched.getOrDefault(event.key(), List.of())) {
                Crossing crossing = Crossing.of(monitor, event, transfer);
                if (crossing != null) {
                    crossings.add(crossing);
                }
            }
        }
        return crossings;
    }

    private Map<String, Transfer> booked(List<EventEnvelope> events) {
        Map<String, Set<String>> byTenant = events.stream()
                .collect(Collectors.groupingBy(
                        EventEnvelope::tenantId, Collectors.mapping(LedgerEvents::transferId, Collectors.toSet())));
        Map<String, Transfer> booked = new HashMap<>();
        byTenant.forEach((tenantId, ids) ->
                transfers.find(tenantId, ids).forEach(transfer -> booked.put(transfer.id(), transfer)));
        return booked;
    }
}
