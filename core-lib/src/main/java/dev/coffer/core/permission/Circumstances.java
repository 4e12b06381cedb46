package dev.coffer.core.permission;

import dev.coffer.access.condition.Attribute;
import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.IpAddress;
import dev.coffer.access.condition.Rates;
import dev.coffer.access.condition.Value;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.identity.Visit;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service can honestly say when it decides: the time; the tenant, which is always the caller's, because what belongs to
 * another is never loaded; how strongly the caller has proven who they are ({@code request.acr}), and whether somebody acts for
 * them ({@code request.impersonated}); the address, where the gateway has proven it; and, of who counts them, how often they were
 * permitted it.
 */
final class Circumstances {

    private static final Attribute ACR = Attribute.parse("request.acr");
    private static final Attribute IMPERSONATED = Attribute.parse("request.impersonated");
    private static final Map<Attribute, Value> IN_PERSON = Map.of(IMPERSONATED, Value.of(false));

    private Circumstances() {}

    static Context of(Caller caller, Instant now, Rates rates) {
        return new Context(now, ip(caller.visit()), caller.tenantId(), attributes(caller.terms()), Map.of(), rates);
    }

    private static @Nullable IpAddress ip(@Nullable Visit visit) {
        ClientAddress address = visit == null ? null : visit.address();
        return address == null ? null : IpAddress.of(address.bytes());
    }

    private static Map<Attribute, Value> attributes(Terms terms) {
        String acr = terms.acr();
        if (acr == null && terms.actor() == null) {
            return IN_PERSON;
        }
        Value isImpersonated = Value.of(terms.actor() != null);
        return acr == null
                ? Map.of(IMPERSONATED, isImpersonated)
                : Map.of(IMPERSONATED, isImpersonated, ACR, Value.of(acr));
    }
}
