package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.Links;
import dev.coffer.payment.ledger.PostResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Makes many payments of the caller's, each by itself: what one is refused does not keep the others. */
final class BulkTransfers {

    static final int MOST = 1_000;

    /** So that one request does not take all connections to the store. */
    private static final int READERS = 16;

    private final TransferFunds transferFunds;
    private final Bookings bookings;

    BulkTransfers(TransferFunds transferFunds, Bookings bookings) {
        this.transferFunds = transferFunds;
        this.bookings = bookings;
    }

    /** What became of one payment. */
    sealed interface Outcome {

        record Decided(PostResult result) implements Outcome {}

        /** A wallet is not there, or not the sender's. Nothing is remembered of it: a repeat looks again. */
        record NotFound(CodedException error) implements Outcome {}
    }

    /** A payment with its wallets, or why they are not known. */
    private sealed interface Prepared {

        record Ready(Keyed command) implements Prepared {}

        record NotFound(CodedException error) implements Prepared {}
    }

    /**
     * @param payments 1 to {@value #MOST}, of one sender and with one key
     * @return in the order of {@code payments}
     * @throws CodedException UNAVAILABLE when the outcome of any is not known; the same request again completes it
     */
    List<Outcome> transfer(List<Payment> payments, Mode mode) {
        Idempotency idempotency = Payment.idempotency("bulkTransfers", payments);
        List<Prepared> prepared = atOnce(
                Executors.newFixedThreadPool(READERS, Thread.ofVirtual().factory()),
                payments.size(),
                number -> prepare(payments.get(number), idempotency.part(number)));
        List<Keyed> commands = prepared.stream()
                .<Keyed>mapMulti((one, sink) -> {
                    if (one instanceof Prepared.Ready(Keyed command)) {
                        sink.accept(command);
                    }
                })
                .toList();
        // All at once, so that the ledger commits them together.
        List<PostResult> results = mode == Mode.DRY_RUN
                ? bookings.preview(commands)
                : atOnce(
                        Executors.newVirtualThreadPerTaskExecutor(),
                        commands.size(),
                        number -> bookings.post(commands.get(number)));
        var next = results.iterator();
        return prepared.stream()
                .<Outcome>map(one -> switch (one) {
                    case Prepared.Ready ready -> new Outcome.Decided(next.next());
                    case Prepared.NotFound(CodedException error) -> new Outcome.NotFound(error);
                })
                .toList();
    }

    private Prepared prepare(Payment payment, Idempotency idempotency) {
        try {
            return new Prepared.Ready(transferFunds.prepare(payment).post(idempotency, Links.NONE));
        } catch (CodedException error) {
            if (error.code() == CommonError.NOT_FOUND) {
                return new Prepared.NotFound(error);
            }
            throw error;
        }
    }

    /** @throws CodedException the first one that any of them threw, once all have come to their end */
    private static <T> List<T> atOnce(ExecutorService threads, int count, IntFunction<T> work) {
        List<Future<T>> running = new ArrayList<>(count);
        try (threads) {
            for (int number = 0; number < count; number++) {
                int mine = number;
                running.add(threads.submit(() -> work.apply(mine)));
            }
        }
        return running.stream().map(BulkTransfers::resultOf).toList();
    }

    private static <T> T resultOf(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CodedException coded) {
                throw coded;
            }
            throw new IllegalStateException("a payment of a bulk failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The wait was interrupted. Repeat the request with the same key.");
        }
    }
}
