package dev.coffer.core.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Seals secrets of one purpose. Each is bound to the name of what it belongs to, so that stored secrets cannot be swapped. */
public final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String masterKeyId;
    private final String purpose;
    private final SecretKey key;
    private final SecureRandom random;

    public Seal(MasterKey masterKey, String purpose, SecureRandom random) {
        this.masterKeyId = masterKey.id();
        this.purpose = purpose;
        this.key = masterKey.derive(purpose, "AES");
        this.random = random;
    }

    /** @param boundTo the identity of the owner of the secret; the same text opens it */
    public SealedSecret seal(byte[] secret, String boundTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new SealedSecret(
                    masterKeyId,
                    nonce,
                    cipher(Cipher.ENCRYPT_MODE, nonce, boundTo).doFinal(secret));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed to seal a secret of " + purpose, failed);
        }
    }

    /** @throws IllegalStateException when another master key sealed it, or it was changed or moved since */
    public byte[] open(SealedSecret sealed, String boundTo) {
        if (!sealed.masterKeyId().equals(masterKeyId)) {
            throw new IllegalStateException("The " + purpose + " in the database were sealed with master key "
                    + sealed.masterKeyId() + ", this process has " + masterKeyId
                    + ": give it the COFFER_MASTER_KEY that the installation was started with.");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, sealed.nonce(), boundTo).doFinal(sealed.cipherText());
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException(
                    "A stored secret of " + purpose + " for " + boundTo + " was changed or moved", tampered);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String boundTo) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
