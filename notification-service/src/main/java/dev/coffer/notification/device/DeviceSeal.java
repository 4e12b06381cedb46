package dev.coffer.notification.device;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Seals addresses of devices, and tells two of them apart without opening them. */
public final class DeviceSeal {

    private static final String PURPOSE = "device-addresses";
    private static final String FINGERPRINTS = "device-fingerprints";
    private static final String ALGORITHM = "HmacSHA256";

    private final Seal seal;
    private final SecretKey key;

    DeviceSeal(MasterKey masterKey, SecureRandom random) {
        this.seal = new Seal(masterKey, PURPOSE, random);
        this.key = masterKey.derive(FINGERPRINTS, ALGORITHM);
    }

    String seal(String tenantId, String deviceId, DeviceAddress address) {
        return seal.seal(address.toText().getBytes(StandardCharsets.UTF_8), boundTo(tenantId, deviceId))
                .toText();
    }

    /** @throws IllegalStateException where it was sealed with another master key, or for another device */
    public DeviceAddress open(Device device) {
        byte[] text = seal.open(SealedSecret.parse(device.sealedAddress()), boundTo(device.tenantId(), device.id()));
        return DeviceAddress.parse(new String(text, StandardCharsets.UTF_8));
    }

    /** The same for the same target; says nothing of it to who lacks the master key. */
    String fingerprint(DeviceAddress address) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] digest = mac.doFinal((address.platform() + " " + address.target()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }

    private static String boundTo(String tenantId, String deviceId) {
        return tenantId + "|" + deviceId;
    }
}
