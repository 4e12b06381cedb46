package dev.coffer.kyc.screening.list;

import dev.coffer.core.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Lets whoever has the address of an import send its file, and nobody else. All replicas know each other's. */
final class UploadTickets {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    UploadTickets(MasterKey masterKey) {
        this.key = masterKey.derive("kyc-sanctions-upload", ALGORITHM);
    }

    /** Where the file goes, at this service's port. */
    String path(SanctionsImport wanted) {
        return HttpSanctionsFiles.PATH.replace("{importId}", wanted.id()) + "?tenant=" + wanted.tenantId()
                + "&signature=" + sign(wanted.tenantId(), wanted.id());
    }

    boolean isGood(String tenantId, String importId, String signature) {
        return MessageDigest.isEqual(
                sign(tenantId, importId).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String sign(String tenantId, String importId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String signed = tenantId.length() + "/" + tenantId + "/" + importId;
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM, unavailable);
        }
    }
}
