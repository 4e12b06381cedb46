package dev.coffer.core.saga;

import dev.coffer.core.trace.TraceContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call outside, which nobody waits for longer than allowed. */
final class OutsideCall {

    private OutsideCall() {}

    /** The call failed, or gave no answer in time: its outcome is unknown. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(String.valueOf(cause), cause);
        }
    }

    /** @throws Failed for whatever the call throws, and where it takes too long: it is interrupted then */
    static <T> T make(Callable<T> call, Duration longest) throws Failed, InterruptedException {
        FutureTask<T> task = new FutureTask<>(TraceContext.carrying(call));
        Thread.ofVirtual().name("saga-call").start(task);
        try {
            return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw new Failed(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            throw new Failed(new TimeoutException("no answer within " + longest));
        } finally {
            task.cancel(true);
        }
    }
}
