package dev.coffer.auth.device;

import dev.coffer.core.identity.Client;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name for a device that its owner recognises, such as "Firefox on Linux", from what its client calls itself. Only the make is told:
 * browsers stopped telling more that is true, and a name that changes with each version would be a new device each month.
 */
public final class DeviceName {

    /** In this order: most browsers also claim to be those after them. */
    private static final List<Map.Entry<String, String>> PROGRAMS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("YaBrowser/", "Yandex Browser"),
            Map.entry("Vivaldi/", "Vivaldi"),
            Map.entry("DuckDuckGo/", "DuckDuckGo"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("HeadlessChrome/", "Chrome"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("Safari/", "Safari"),
            Map.entry("okhttp/", "App"),
            Map.entry("CFNetwork/", "App"),
            Map.entry("Dart/", "App"),
            Map.entry("PostmanRuntime/", "Postman"),
            Map.entry("curl/", "curl"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("Macintosh", "Mac"),
            Map.entry("Darwin", "Apple"),
            Map.entry("Linux", "Linux"));

    private static final int MOST_CHARS = 40;

    private DeviceName() {}

    /** "Firefox on Linux", "curl", or the first word of an agent that is not known; null where nothing is told. */
    public static @Nullable String of(Client client) {
        String agent = client.agent();
        if (agent == null) {
            return null;
        }
        String program = first(PROGRAMS, agent);
        String system = first(SYSTEMS, agent);
        if (program == null) {
            program = firstWord(agent);
        }
        return system == null ? program : program + " on " + system;
    }

    private static @Nullable String first(List<Map.Entry<String, String>> names, String agent) {
        for (Map.Entry<String, String> name : names) {
            if (agent.contains(name.getKey())) {
                return name.getValue();
            }
        }
        return null;
    }

    private static String firstWord(String agent) {
        String word = agent.split("[/ (;]", 2)[0];
        return word.isEmpty() ? "Unknown" : word.substring(0, Math.min(word.length(), MOST_CHARS));
    }
}
