package dev.coffer.payment.faults;

import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.ForwardingBookings;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.PostResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A ledger whose bookings fail where {@code faults} says so. @param step of a command; null for one that never fails */
public record FaultyBookings(Bookings ledger, Faults faults, Function<Keyed, @Nullable Enum<?>> step)
        implements ForwardingBookings {

    @Override
    public PostResult post(Keyed command) {
        Enum<?> named = step.apply(command);
        return named == null
                ? ledger.post(command)
                : faults.pass(command.tenantId(), named, () -> ledger.post(command));
    }
}
