package dev.coffer.auth.oauth;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.oauthclient.ClientId;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/** The consents, as the authorization server wants to see them. */
final class RememberedConsents implements OAuth2AuthorizationConsentService {

    private final Consents consents;
    private final Transactions transactions;
    private final Audit audit;
    private final Clock clock;

    RememberedConsents(Consents consents, Transactions transactions, Audit audit, Clock clock) {
        this.consents = consents;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        Consent given = new Consent(
                tenant(consent.getRegisteredClientId()),
                consent.getPrincipalName(),
                consent.getRegisteredClientId(),
                consent.getScopes(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        transactions.run(unit -> {
            consents.save(unit, given);
            audit.record(
                    unit,
                    AuditAct.own(given.tenantId(), AuditKind.CONSENT_GIVEN, given.userId())
                            .with("client", given.clientId())
                            .with("scopes", told(given.scopes())));
        });
    }

    /** As much of it as a detail of the audit log holds. */
    private static String told(Set<String> scopes) {
        String all = String.join(" ", new TreeSet<>(scopes));
        return all.length() <= AuditAct.LONGEST_DETAIL ? all : all.substring(0, AuditAct.LONGEST_DETAIL);
    }

    /**
     * Asked for when a user refuses a request: what they refuse is that one. What they consented to before goes on, since a link of
     * somebody else's can bring anybody to a page that is to be refused; {@code revokeConsent} takes it back.
     */
    @Override
    public void remove(OAuth2AuthorizationConsent consent) {}

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String clientId, String userId) {
        Consent given = consents.find(tenant(clientId), userId, clientId);
        if (given == null || given.scopes().isEmpty()) {
            return null;
        }
        OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(clientId, userId);
        given.scopes().forEach(consent::scope);
        return consent.build();
    }

    private static String tenant(String clientId) {
        return Objects.requireNonNull(ClientId.tenantOf(clientId), clientId);
    }
}
