package dev.coffer.core.seal;

/**
 * A secret as it is stored: AES-256-GCM, 96-bit nonce, 128-bit tag at the end of the cipher text.
 *
 * @param masterKeyId which master key opens it, see {@link MasterKey#id()}
 */
@SuppressWarnings("ArrayRecordComponent") // carried to and from the store, never compared
public record SealedSecret(String masterKeyId, byte[] nonce, byte[] cipherText) {

    @Override
    public String toString() {
        return "SealedSecret[masterKeyId=" + masterKeyId + "]";
    }
}
