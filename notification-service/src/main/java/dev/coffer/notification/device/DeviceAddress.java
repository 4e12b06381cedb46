package dev.coffer.notification.device;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a device is reached. Whoever has it can write to the device, so it redacts itself and is kept sealed.
 *
 * @param parts a token; for {@link PushPlatform#WEB_PUSH} the endpoint, the public key of the browser and its secret, both in Base64url
 */
public record DeviceAddress(PushPlatform platform, List<String> parts) {

    private static final int WEB_PARTS = 3;
    private static final Pattern PART = Pattern.compile("[!-~]+");

    public DeviceAddress {
        parts = List.copyOf(parts);
        if (parts.size() != (platform == PushPlatform.WEB_PUSH ? WEB_PARTS : 1)
                || !parts.stream().allMatch(part -> PART.matcher(part).matches())) {
            throw new IllegalArgumentException("no address of " + platform + " has " + parts.size() + " such parts");
        }
    }

    /** The token, or the endpoint: no two devices have the same. */
    public String target() {
        return parts.getFirst();
    }

    /** One line: the platform, then the parts. */
    public String toText() {
        return platform + " " + String.join(" ", parts);
    }

    /** @throws IllegalArgumentException where this is no text of {@link #toText} */
    public static DeviceAddress parse(String text) {
        List<String> words = List.of(text.split(" ", -1));
        return new DeviceAddress(PushPlatform.valueOf(words.getFirst()), words.subList(1, words.size()));
    }

    @Override
    public String toString() {
        return "DeviceAddress[" + platform + "]";
    }
}
