package dev.coffer.auth.token;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import graphql.schema.DataFetchingEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code signingkey.graphqls}. All tenants share the keys, so they are the first tenant's business. */
@DgsComponent
class SigningKeyFetcher {

    private final KeyRing ring;
    private final RotateSigningKey rotate;
    private final String installationTenant;

    SigningKeyFetcher(KeyRing ring, RotateSigningKey rotate, Tenants tenants) {
        this.ring = ring;
        this.rotate = rotate;
        this.installationTenant = tenants.resolve(null);
    }

    /** {@code SigningKey}. */
    @GraphQlName("SigningKey")
    record KeyView(
            String id,
            Ring.State state,
            Instant createdAt,
            @Nullable Instant signsFrom) {

        static KeyView of(Ring ring, SigningKey key) {
            return new KeyView(key.id(), ring.stateOf(key), key.createdAt(), key.signsFrom());
        }
    }

    record RotateSigningKeyInput(@Nullable Boolean isCompromised) {}

    @DgsQuery
    List<KeyView> signingKeys(DataFetchingEnvironment environment) {
        requireInstallation(Callers.caller(environment));
        Ring all = ring.ring();
        return all.keys().reversed().stream().map(key -> KeyView.of(all, key)).toList();
    }

    @DgsMutation
    Object rotateSigningKey(@InputArgument RotateSigningKeyInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        requireInstallation(caller);
        return switch (rotate.rotate(caller, Boolean.TRUE.equals(input.isCompromised()))) {
            case RotateSigningKey.Result.Rotated(SigningKey current) -> KeyView.of(ring.ring(), current);
            case RotateSigningKey.Result.Refused(SigningKeyRefusal reason, Duration pause) ->
                Refusal.retryAfter(
                        reason,
                        reason.meaning(),
                        Math.toIntExact(pause.plusMillis(999).toSeconds()));
        };
    }

    private void requireInstallation(Caller caller) {
        if (!caller.tenantId().equals(installationTenant)) {
            throw new CodedException(
                    CommonError.FORBIDDEN, "The signing keys are looked after by the installation's first tenant.");
        }
    }
}
