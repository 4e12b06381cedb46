package dev.coffer.auth.place;

import dev.coffer.core.identity.ClientAddress;
import dev.coffer.core.identity.NetworkRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which country an address is in, by a file of the operator's: a range and an ISO 3166 code on each line, {@code 203.0.113.0/24,DE}. Of
 * several ranges that contain an address the longest prefix counts. Empty lines and those that begin with # say nothing.
 */
final class Countries {

    /** None is known. */
    static final Countries NONE = new Countries(Map.of());

    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");
    private static final int MOST_LINES = 2_000_000;

    /** By {@link Place#area}; a range that is wider than one stands under "". */
    private final Map<String, List<Entry>> byArea;

    private record Entry(NetworkRange range, String country) {}

    private Countries(Map<String, List<Entry>> byArea) {
        this.byArea = byArea;
    }

    /** @throws IllegalArgumentException naming the line that is wrong */
    static Countries read(Path file) {
        Map<String, List<Entry>> byArea = new HashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            for (int number = 1; line != null; number++) {
                if (number > MOST_LINES) {
                    throw new IllegalArgumentException(file + " has more than " + MOST_LINES + " lines");
                }
                add(byArea, line.strip(), file, number);
                line = reader.readLine();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The countries of coffer.auth.countries cannot be read", unreadable);
        }
        return new Countries(byArea);
    }

    private static void add(Map<String, List<Entry>> byArea, String line, Path file, int number) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split(",", -1);
        if (parts.length != 2 || !CODE.matcher(parts[1].strip()).matches()) {
            throw new IllegalArgumentException(
                    file + ", line " + number + ": this is no range and country such as 203.0.113.0/24,DE");
        }
        try {
            Entry entry = new Entry(NetworkRange.parse(parts[0].strip()), parts[1].strip());
            byArea.computeIfAbsent(area(parts[0].strip(), entry.range()), area -> new ArrayList<>())
                    .add(entry);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + ", line " + number + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Null where no range contains it. */
    @Nullable
    String find(ClientAddress address) {
        Entry best = null;
        for (String area : List.of(Place.area(address), "")) {
            for (Entry entry : byArea.getOrDefault(area, List.of())) {
                if (entry.range().contains(address)
                        && (best == null || entry.range().bits() > best.range().bits())) {
                    best = entry;
                }
            }
        }
        return best == null ? null : best.country();
    }

    private static String area(String range, NetworkRange parsed) {
        int slash = range.indexOf('/');
        ClientAddress base = ClientAddress.find(slash < 0 ? range : range.substring(0, slash));
        boolean isLong = base != null && parsed.bits() >= (base.text().contains(":") ? 32 : 16);
        return base != null && isLong ? Place.area(base) : "";
    }
}
