package dev.coffer.auth.oauth;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.oauthclient.ClientGrants;
import dev.coffer.auth.oauthclient.OauthClient;
import dev.coffer.auth.session.ThirdParties;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;

/** Ends what users gave to applications, and has the tokens of it count no more. */
final class EndGrants implements ThirdParties, ClientGrants {

    private final MongoGrants grants;
    private final Consents consents;
    private final Audit audit;
    private final Transactions transactions;

    EndGrants(MongoGrants grants, Consents consents, Audit audit, Transactions transactions) {
        this.grants = grants;
        this.consents = consents;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** What the user consented to stays remembered: they signed out, and took nothing back. */
    @Override
    public void endAll(UnitOfWork unit, String tenantId, String userId) {
        grants.endOfUser(unit, tenantId, userId);
    }

    @Override
    public void endOfSession(UnitOfWork unit, String tenantId, String sessionId) {
        grants.endOfSession(unit, tenantId, sessionId);
    }

    @Override
    public void endOfClient(UnitOfWork unit, OauthClient client) {
        consents.deleteOfClient(unit, client.tenantId(), client.id());
        grants.endOfClient(unit, client.tenantId(), client.id());
    }

    /** Takes back what the caller consented to; says whether there was anything. */
    boolean revokeConsent(Caller caller, String clientId) {
        return transactions.inTransaction(unit -> {
            boolean isGiven = consents.delete(unit, caller.tenantId(), caller.userId(), clientId);
            int ended = grants.endOfUserAndClient(unit, caller.tenantId(), caller.userId(), clientId);
            if (isGiven || ended > 0) {
                audit.record(
                        unit,
                        AuditAct.by(caller, AuditKind.CONSENT_WITHDRAWN)
                                .about(caller.userId())
                                .with("client", clientId));
                return true;
            }
            return false;
        });
    }
}
