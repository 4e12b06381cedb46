package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Verification;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who is behind a GraphQL request: put into its context at the edge of the service, read by fetchers. */
public final class Callers {

    static final String VERIFICATION = "coffer.verification";

    private Callers() {}

    /** @throws CodedException UNAUTHENTICATED, saying why, when no valid access token came with the request */
    public static Caller caller(DataFetchingEnvironment environment) {
        return caller(environment.getGraphQlContext());
    }

    /** The caller, or null when no valid access token came with the request. For fields that are public. */
    public static @Nullable Caller find(DataFetchingEnvironment environment) {
        Object verification = environment.getGraphQlContext().get(VERIFICATION);
        return verification instanceof Verification.Verified verified ? verified.caller() : null;
    }

    /** Until when the caller's access token counts; null when none came with the request. For what goes on and on. */
    static @Nullable Instant until(GraphQLContext context) {
        return context.get(VERIFICATION) instanceof Verification.Verified verified ? verified.expiresAt() : null;
    }

    static Caller caller(GraphQLContext context) {
        Object verification = context.get(VERIFICATION);
        if (verification instanceof Verification.Verified verified) {
            return verified.caller();
        }
        if (verification instanceof Verification.Rejected(Verification.Reason reason)) {
            CommonError code = reason == Verification.Reason.KEYS_UNAVAILABLE
                    ? CommonError.UNAVAILABLE
                    : CommonError.UNAUTHENTICATED;
            throw new CodedException(code, reason.sentence());
        }
        throw new CodedException(
                CommonError.UNAUTHENTICATED, "Sign in first: send the header 'Authorization: Bearer <access token>'.");
    }
}
