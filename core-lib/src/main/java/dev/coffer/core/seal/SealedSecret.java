package dev.coffer.core.seal;

import java.util.Base64;

/**
 * A secret as it is stored: AES-256-GCM, 96-bit nonce, 128-bit tag at the end of the cipher text.
 *
 * @param masterKeyId which master key opens it, see {@link MasterKey#id()}
 */
@SuppressWarnings("ArrayRecordComponent") // carried to and from the store, never compared
public record SealedSecret(String masterKeyId, byte[] nonce, byte[] cipherText) {

    private static final int PARTS = 3;

    /** For where only text can go, such as an event: {@code masterKeyId.nonce.cipherText}, the last two in Base64url. */
    public String toText() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return String.join(".", masterKeyId, base64.encodeToString(nonce), base64.encodeToString(cipherText));
    }

    /** @throws IllegalArgumentException where this is no text of {@link #toText} */
    public static SealedSecret parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("A sealed secret has " + PARTS + " parts, not " + parts.length);
        }
        Base64.Decoder base64 = Base64.getUrlDecoder();
        return new SealedSecret(parts[0], base64.decode(parts[1]), base64.decode(parts[2]));
    }

    @Override
    public String toString() {
        return "SealedSecret[masterKeyId=" + masterKeyId + "]";
    }
}
