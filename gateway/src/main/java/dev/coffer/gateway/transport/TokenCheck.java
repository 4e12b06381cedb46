package dev.coffer.gateway.transport;

import dev.coffer.core.errors.CommonError;
import dev.coffer.gateway.execute.GatewayError;
import dev.coffer.gateway.execute.GraphQlError;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has bearer tokens checked, on a worker where that may wait, and goes on on the event loop that asked. */
final class TokenCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TokenCheck.class);

    private final @Nullable EdgeIdentity identity;
    private final Executor workers;

    TokenCheck(@Nullable EdgeIdentity identity, Executor workers) {
        this.identity = identity;
        this.workers = workers;
    }

    /** A token that does not count, or a check that failed. @param isOurFault whether it is no matter of the token */
    record Objection(GraphQlError error, boolean isOurFault) {}

    /** @param next is given null where nothing speaks against the request, which is so without a token, too */
    void check(@Nullable String authorization, String correlationId, Consumer<@Nullable Objection> next) {
        EdgeIdentity edge = identity;
        if (edge == null || edge.isKnown(authorization)) {
            next.accept(null);
            return;
        }
        decide(() -> edge.check(authorization), correlationId, next);
    }

    /** The same of a token that is in use on and on. */
    void recheck(@Nullable String authorization, Consumer<@Nullable Objection> next) {
        EdgeIdentity edge = identity;
        // Mostly all is as it was a second ago, and no worker is needed to see that.
        if (edge == null || (authorization != null && edge.known(authorization) != null)) {
            next.accept(null);
        } else {
            decide(() -> edge.recheck(authorization), "of a subscription", next);
        }
    }

    private void decide(Supplier<@Nullable String> check, String correlationId, Consumer<@Nullable Objection> next) {
        Context loop = Vertx.currentContext();
        CompletableFuture.supplyAsync(() -> objection(check.get()), workers)
                .exceptionally(failure -> {
                    LOG.error("verifying a token failed ({})", correlationId, failure);
                    return new Objection(GraphQlError.of(GatewayError.INTERNAL, OperationHandler.BUG), true);
                })
                .thenAccept(objection -> loop.runOnContext(back -> next.accept(objection)));
    }

    private static @Nullable Objection objection(@Nullable String problem) {
        return problem == null ? null : new Objection(GraphQlError.of(CommonError.UNAUTHENTICATED, problem), false);
    }

    /** What the caller has to show, for a token that {@link #check} had nothing against. */
    void credentials(@Nullable String authorization, String correlationId, Consumer<Credentials> next) {
        EdgeIdentity edge = identity;
        if (edge == null || authorization == null) {
            next.accept(Credentials.NONE);
            return;
        }
        Credentials known = edge.known(authorization);
        if (known != null) {
            next.accept(known);
            return;
        }
        Context loop = Vertx.currentContext();
        CompletableFuture.supplyAsync(() -> edge.credentials(authorization), workers)
                .exceptionally(failure -> {
                    LOG.error("verifying a token failed ({})", correlationId, failure);
                    return Credentials.NONE;
                })
                .thenAccept(found -> loop.runOnContext(back -> next.accept(found)));
    }

    /** How long to wait until the token has to be checked again; negative where there is none to check. */
    long millisToNextCheck(@Nullable String authorization) {
        return identity == null ? -1 : identity.millisToNextCheck(authorization);
    }
}
