package dev.coffer.core.store;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import org.jspecify.annotations.Nullable;

/** Tells a store that is away from a statement that is wrong. */
public final class StoreFailures {

    static final String TRANSIENT = MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL;
    static final String UNKNOWN_COMMIT = MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL;

    private static final int DEEPEST_CAUSE = 8;
    private static final int BAD_VALUE = 2;
    private static final String NO_SUCH_INDEX = "hint provided does not correspond to an existing index";

    private StoreFailures() {}

    /**
     * Whether the store was away, so that the same call may work in a moment: UNAVAILABLE to a client. True as well for what
     * says UNAVAILABLE already: whoever said so knew that a retry may work.
     */
    public static boolean isUnavailable(@Nullable Throwable failure) {
        if (failure instanceof CodedException coded && coded.code() == CommonError.UNAVAILABLE) {
            return true;
        }
        MongoException cause = mongoCause(failure);
        return cause != null
                && (isAway(cause)
                        || lacksIndex(cause)
                        || cause.hasErrorLabel(TRANSIENT)
                        || cause.hasErrorLabel(UNKNOWN_COMMIT));
    }

    /** Whether running the whole transaction again may work. */
    static boolean isTransient(Throwable failure) {
        MongoException cause = mongoCause(failure);
        return cause != null && cause.hasErrorLabel(TRANSIENT);
    }

    /** What a caller is told: UNAVAILABLE where the store was away, otherwise the failure itself. */
    static RuntimeException translate(RuntimeException failure) {
        return failure instanceof MongoException && isUnavailable(failure) ? unavailable(failure) : failure;
    }

    static CodedException unavailable(@Nullable Throwable cause) {
        return new CodedException(
                CommonError.UNAVAILABLE,
                "The database is away or too busy. Retry in a moment, with the same idempotency key if there was one.",
                null,
                cause);
    }

    private static boolean isAway(MongoException cause) {
        return cause instanceof MongoTimeoutException
                || cause instanceof MongoSocketException
                || cause instanceof MongoConnectionPoolClearedException
                || cause instanceof MongoServerUnavailableException
                || cause instanceof MongoNotPrimaryException
                || cause instanceof MongoNodeIsRecoveringException
                || cause instanceof MongoExecutionTimeoutException
                || cause instanceof MongoWriteConcernException;
    }

    /** Of a new database: declared indexes are made while the first process starts. */
    private static boolean lacksIndex(MongoException cause) {
        return cause.getCode() == BAD_VALUE
                && String.valueOf(cause.getMessage()).contains(NO_SUCH_INDEX);
    }

    private static @Nullable MongoException mongoCause(@Nullable Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < DEEPEST_CAUSE; depth++) {
            if (current instanceof MongoException found) {
                return found;
            }
            current = current.getCause();
        }
        return null;
    }
}
