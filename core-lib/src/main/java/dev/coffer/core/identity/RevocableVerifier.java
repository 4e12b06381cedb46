package dev.coffer.core.identity;

/** Takes no tokens that were revoked, however genuine they are. */
public final class RevocableVerifier implements TokenVerifier {

    private final TokenVerifier origin;
    private final Revocations revocations;

    public RevocableVerifier(TokenVerifier origin, Revocations revocations) {
        this.origin = origin;
        this.revocations = revocations;
    }

    @Override
    public Verification verify(String token) {
        Verification verification = origin.verify(token);
        if (verification instanceof Verification.Verified verified) {
            Verification.Reason revoked = revocations.find(verified);
            return revoked == null ? verified : new Verification.Rejected(revoked);
        }
        return verification;
    }
}
