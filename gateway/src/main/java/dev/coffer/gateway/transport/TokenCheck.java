package dev.coffer.gateway.transport;

import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.gateway.execute.ForwardedHeaders;
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

    /** A token that does not count, or a check that failed. @param status of HTTP, for clients that see one */
    record Objection(GraphQlError error, int status) {

        /** Whether it is no matter of the token. */
        boolean isOurFault() {
            return status != 401;
        }
    }

    /** As {@link #check}; an API key is exchanged for an access token first. */
    void admit(ForwardedHeaders came, Consumer<Admission> next) {
        String given = EdgeIdentity.keyIn(came.authorization());
        if (given == null) {
            check(came.authorization(), came.correlationId(), objection -> next.accept(admission(came, objection)));
            return;
        }
        KeyTokens keys = identity == null ? null : identity.keys();
        ApiKeyText key = ApiKeyText.parse(given);
        if (keys == null) {
            next.accept(refused(401, CommonError.UNAUTHENTICATED, "This gateway takes no API keys."));
        } else if (key == null) {
            next.accept(refused(401, CommonError.UNAUTHENTICATED, "The API key is incomplete or mistyped."));
        } else {
            onLoop(keys.find(key), found -> proceed(came, found, Again.of(keys, key), next));
        }
    }

    /** What to do once where a token turns out to be revoked: the key may be good for another. */
    @FunctionalInterface
    private interface Again {

        CompletableFuture<KeyTokens.Found> find();

        static Again of(KeyTokens keys, ApiKeyText key) {
            return () -> keys.findAnew(key);
        }
    }

    private void proceed(
            ForwardedHeaders came, KeyTokens.Found found, @Nullable Again again, Consumer<Admission> next) {
        switch (found) {
            case KeyTokens.Found.Token(String token) -> {
                ForwardedHeaders headers = came.authorizedBy("Bearer " + token);
                check(headers.authorization(), headers.correlationId(), objection -> {
                    if (objection != null && !objection.isOurFault() && again != null) {
                        onLoop(again.find(), anew -> proceed(came, anew, null, next));
                    } else {
                        next.accept(admission(headers, objection));
                    }
                });
            }
            case KeyTokens.Found.Nothing ignored ->
                next.accept(refused(
                        401, CommonError.UNAUTHENTICATED, "The API key is unknown, revoked, expired or not in force."));
            case KeyTokens.Found.TooMany ignored ->
                next.accept(refused(
                        429,
                        CommonError.TOO_MANY_REQUESTS,
                        "Too many unknown API keys are tried at the moment. Try again in a second."));
            case KeyTokens.Found.Unavailable ignored ->
                next.accept(refused(
                        503, CommonError.UNAVAILABLE, "API keys cannot be looked up at the moment. Try again."));
        }
    }

    private static Admission admission(ForwardedHeaders headers, @Nullable Objection objection) {
        return objection == null ? new Admission.Admitted(headers) : new Admission.Refused(objection);
    }

    private static Admission refused(int status, CommonError code, String why) {
        return new Admission.Refused(new Objection(GraphQlError.of(code, why), status));
    }

    /** Goes on with the result on this event loop: at once when it is there. */
    private static <T> void onLoop(CompletableFuture<T> result, Consumer<T> next) {
        if (result.isDone()) {
            next.accept(result.join());
            return;
        }
        Context loop = Vertx.currentContext();
        result.thenAccept(found -> loop.runOnContext(back -> next.accept(found)));
    }

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
                    return new Objection(GraphQlError.of(GatewayError.INTERNAL, OperationHandler.BUG), 500);
                })
                .thenAccept(objection -> loop.runOnContext(back -> next.accept(objection)));
    }

    private static @Nullable Objection objection(@Nullable String problem) {
        return problem == null ? null : new Objection(GraphQlError.of(CommonError.UNAUTHENTICATED, problem), 401);
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
