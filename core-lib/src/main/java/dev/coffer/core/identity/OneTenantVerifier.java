package dev.coffer.core.identity;

/** Takes only tokens of the one tenant that this process works for: its database is no place for another's documents. */
public final class OneTenantVerifier implements TokenVerifier {

    private final TokenVerifier origin;
    private final String tenantId;

    public OneTenantVerifier(TokenVerifier origin, String tenantId) {
        this.origin = origin;
        this.tenantId = tenantId;
    }

    @Override
    public Verification verify(String token) {
        Verification verification = origin.verify(token);
        return verification instanceof Verification.Verified verified
                        && !verified.caller().tenantId().equals(tenantId)
                ? new Verification.Rejected(Verification.Reason.WRONG_AUDIENCE)
                : verification;
    }
}
