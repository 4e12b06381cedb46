package dev.coffer.payment;

import dev.coffer.core.errors.CodedException;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Chain;
import dev.coffer.payment.ledger.ChainResult;
import dev.coffer.payment.ledger.Foreseen;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.StatusCommand;
import dev.coffer.payment.ledger.StatusResult;
import dev.coffer.payment.ledger.UsageCommand;
import dev.coffer.payment.ledger.UsageResult;
import dev.coffer.payment.ledger.Wallet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts and times what is booked: {@code coffer.payment.bookings} by type and outcome, {@code coffer.payment.openings}, {@code coffer.payment.wallet.status} by the status that was asked for and is now, or why not. */
final class MeteredBookings implements Bookings {

    private static final String POSTED = "POSTED";

    private final Bookings origin;
    private final MeterRegistry meters;

    MeteredBookings(Bookings origin, MeterRegistry meters) {
        this.origin = origin;
        this.meters = meters;
    }

    @Override
    public PostResult post(Keyed command) {
        return metered(command.type().name(), () -> origin.post(command), result -> switch (result) {
            case PostResult.Posted posted -> POSTED;
            case PostResult.Refused refused -> refused.code().name();
        });
    }

    @Override
    public ChainResult post(Chain chain) {
        return metered("CHAIN", () -> origin.post(chain), result -> switch (result) {
            case ChainResult.Posted posted -> POSTED;
            case ChainResult.Refused refused -> refused.why().code().name();
        });
    }

    private <T> T metered(String type, Supplier<T> booking, Function<T, String> outcomeOf) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "FAILED";
        try {
            T result = booking.get();
            outcome = outcomeOf.apply(result);
            return result;
        } catch (CodedException failure) {
            outcome = failure.code().name();
            throw failure;
        } finally {
            sample.stop(meters.timer("coffer.payment.bookings", "type", type, "outcome", outcome));
        }
    }

    @Override
    public Foreseen foresee(Keyed command) {
        return origin.foresee(command);
    }

    @Override
    public List<PostResult> preview(List<? extends Keyed> commands) {
        return origin.preview(commands);
    }

    @Override
    public ChainResult preview(Chain chain) {
        return origin.preview(chain);
    }

    @Override
    public StatusResult change(StatusCommand command) {
        StatusResult result = origin.change(command);
        String outcome = switch (result) {
            case StatusResult.Changed changed -> changed.wallet().status().name();
            case StatusResult.Refused refused -> refused.code().name();
        };
        meters.counter("coffer.payment.wallet.status", "outcome", outcome).increment();
        return result;
    }

    @Override
    public UsageResult change(UsageCommand command) {
        UsageResult result = origin.change(command);
        String outcome = switch (result) {
            case UsageResult.Changed changed -> "CHANGED";
            case UsageResult.Refused refused -> refused.code().name();
        };
        meters.counter(
                        "coffer.payment.usage.changes",
                        "command",
                        command.getClass().getSimpleName(),
                        "outcome",
                        outcome)
                .increment();
        return result;
    }

    @Override
    public Wallet open(OpenWallet command) {
        Wallet wallet = origin.open(command);
        meters.counter("coffer.payment.openings").increment();
        return wallet;
    }
}
