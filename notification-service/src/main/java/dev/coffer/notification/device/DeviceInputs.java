package dev.coffer.notification.device;

import com.nimbusds.jose.crypto.utils.ECChecks;
import com.nimbusds.jose.jwk.Curve;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The inputs of {@code device.graphqls}. */
final class DeviceInputs {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ENDPOINT = 1_000;
    private static final int POINT_BYTES = 65;
    private static final int COORDINATE_BYTES = 32;
    private static final int AUTH_BYTES = 16;
    private static final byte UNCOMPRESSED = 4;
    private static final Pattern FCM_TOKEN = Pattern.compile("[A-Za-z0-9:_-]{20,1000}");
    private static final Pattern APNS_TOKEN = Pattern.compile("([0-9a-f]{2}){32,100}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");

    private DeviceInputs() {}

    /** {@code WebPushSubscriptionInput}, as a browser's PushSubscription has it. */
    record SubscriptionInput(String endpoint, String p256dh, String auth) {

        @Override
        public String toString() {
            return "SubscriptionInput[***]";
        }
    }

    /** {@code RegisterDeviceInput}. */
    record RegisterInput(
            PushPlatform platform,
            @Nullable String token,
            @Nullable SubscriptionInput webPush,
            @Nullable String name) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        DeviceAddress toAddress() {
            FieldChecks checks = new FieldChecks();
            checks.read("input.name", () -> requireName(name));
            DeviceAddress address = platform == PushPlatform.WEB_PUSH ? browser(checks) : app(checks);
            checks.require();
            return Objects.requireNonNull(address);
        }

        private @Nullable DeviceAddress app(FieldChecks checks) {
            checks.read("input.webPush", () -> requireAbsent(webPush, "Only WEB_PUSH has a subscription."));
            return checks.read(
                    "input.token", () -> new DeviceAddress(platform, List.of(requireToken(platform, token))));
        }

        private @Nullable DeviceAddress browser(FieldChecks checks) {
            checks.read("input.token", () -> requireAbsent(token, "A browser has a subscription, no token."));
            SubscriptionInput given = webPush;
            if (given == null) {
                checks.read("input.webPush", () -> {
                    throw new IllegalArgumentException("WEB_PUSH needs the browser's subscription.");
                });
                return null;
            }
            String endpoint = checks.read("input.webPush.endpoint", () -> requireEndpoint(given.endpoint()));
            String key = checks.read("input.webPush.p256dh", () -> requirePoint(given.p256dh()));
            String auth = checks.read("input.webPush.auth", () -> requireSecret(given.auth()));
            return endpoint == null || key == null || auth == null
                    ? null
                    : new DeviceAddress(PushPlatform.WEB_PUSH, List.of(endpoint, key, auth));
        }

        @Override
        public String toString() {
            return "RegisterInput[" + platform + "]";
        }
    }

    /** {@code UnregisterDeviceInput}. */
    record UnregisterInput(String deviceId) {}

    private static boolean requireAbsent(@Nullable Object value, String otherwise) {
        if (value != null) {
            throw new IllegalArgumentException(otherwise);
        }
        return true;
    }

    private static boolean requireName(@Nullable String name) {
        if (name != null
                && (name.isBlank()
                        || name.length() > LONGEST_NAME
                        || name.codePoints().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("A name is one line of 1 to " + LONGEST_NAME + " characters.");
        }
        return true;
    }

    private static String requireToken(PushPlatform platform, @Nullable String token) {
        String given = token == null ? "" : platform == PushPlatform.APNS ? token.toLowerCase(Locale.ROOT) : token;
        Pattern wanted = platform == PushPlatform.APNS ? APNS_TOKEN : FCM_TOKEN;
        if (!wanted.matcher(given).matches()) {
            throw new IllegalArgumentException("It is no token of " + platform + ".");
        }
        return given;
    }

    private static String requireEndpoint(String endpoint) {
        if (endpoint.length() > LONGEST_ENDPOINT || !VISIBLE.matcher(endpoint).matches()) {
            throw new IllegalArgumentException("It is no endpoint of a push service.");
        }
        return endpoint;
    }

    /** On the curve: a point beside it would give the key of whoever computes with it away. */
    private static String requirePoint(String text) {
        byte[] point = Base64.getUrlDecoder().decode(text);
        if (point.length != POINT_BYTES
                || point[0] != UNCOMPRESSED
                || !ECChecks.isPointOnCurve(
                        new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES)),
                        new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, POINT_BYTES)),
                        Curve.P_256.toECParameterSpec())) {
            throw new IllegalArgumentException("It is no public key on P-256: 65 bytes in Base64url.");
        }
        return text;
    }

    private static String requireSecret(String text) {
        if (Base64.getUrlDecoder().decode(text).length != AUTH_BYTES) {
            throw new IllegalArgumentException("The secret has 16 bytes in Base64url.");
        }
        return text;
    }
}
