package dev.coffer.auth.closing;

import dev.coffer.auth.closing.ClosingEvents.AccountClosable;
import dev.coffer.auth.closing.ClosingEvents.AccountClosed;
import dev.coffer.auth.closing.ClosingEvents.AccountKept;
import dev.coffer.core.events.Consumer;

/** Hears what a participating service answers. */
final class HearServices {

    private static final int LANES = 2;

    private final SettleClosing settle;

    HearServices(SettleClosing settle) {
        this.settle = settle;
    }

    /** @param service its short name, "payment" */
    Consumer of(String service) {
        return Consumer.named("auth-closing-" + service)
                .from(service)
                .withLanes(LANES)
                .on(
                        "account.closable",
                        AccountClosable.class,
                        (event, unit) -> settle.closable(
                                unit,
                                service,
                                event.envelope().tenantId(),
                                event.data().userId(),
                                event.data().closingId()))
                .on(
                        "account.closed",
                        AccountClosed.class,
                        (event, unit) -> settle.closed(
                                unit,
                                service,
                                event.envelope().tenantId(),
                                event.data().userId(),
                                event.data().closingId()))
                .on(
                        "account.kept",
                        AccountKept.class,
                        (event, unit) -> settle.kept(
                                unit,
                                event.envelope().tenantId(),
                                event.data().userId(),
                                event.data().closingId(),
                                event.data().reason()));
    }
}
