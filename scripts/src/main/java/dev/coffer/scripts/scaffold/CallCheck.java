package dev.coffer.scripts.scaffold;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** What can be wrong with a wish for a new service, all of it found before anything is written. */
final class CallCheck {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{1,29}");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import [\\w.]+\\.([A-Z]\\w*);");
    private static final Set<String> RESERVED = Set.of(
            "access", "all", "coffer", "codes", "core", "docs", "engine", "gateway", "item", "items", "sample",
            "scripts", "test", "user");
    private static final int FIRST_PORT = 1_024;
    private static final int LAST_PORT = 65_535;
    private static final int GATEWAY_PORT = 9_999;
    private static final int MOST_ENTITIES = 20;

    private final Checkout checkout;
    private final Set<String> problems = new LinkedHashSet<>();

    CallCheck(Checkout checkout) {
        this.checkout = checkout;
    }

    /** @throws BadCall naming everything that is wrong */
    void require() {
        if (!problems.isEmpty()) {
            throw new BadCall(List.copyOf(problems));
        }
    }

    CallCheck name(String name) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "'" + name + "' is no name of a service: 2 to 30 small letters and digits, the first one a letter,"
                            + " such as loyalty.");
        } else if (RESERVED.contains(name) || SourceVersion.isKeyword(name)) {
            problems.add("A service cannot be called '" + name + "': the word is taken by Coffer or by Java.");
        } else if (checkout.services().containsKey(name) || checkout.suites().contains(name)) {
            problems.add("There is a service or a suite '" + name + "' already.");
        }
        return this;
    }

    CallCheck port(int port) {
        if (port < FIRST_PORT || port > LAST_PORT) {
            problems.add("A port is " + FIRST_PORT + " to " + LAST_PORT + ", not " + port + ".");
        } else if (port == GATEWAY_PORT) {
            problems.add("Port " + port + " is the gateway's.");
        }
        checkout.services().forEach((service, taken) -> {
            if (taken == port) {
                problems.add("Port " + port + " is that of the " + service + " service.");
            }
        });
        return this;
    }

    CallCheck folder(Path folder) {
        Path parent = folder.getParent();
        if (Files.exists(folder)) {
            problems.add(folder + " exists already.");
        } else if (parent == null || !Files.isDirectory(parent)) {
            problems.add(parent + " is no folder.");
        }
        return this;
    }

    /** The names as they were typed; of those that are names at all, whether they go together with what there is. */
    CallCheck entities(List<String> typed) {
        if (typed.size() > MOST_ENTITIES) {
            problems.add("At most " + MOST_ENTITIES + " entities at once, not " + typed.size() + ".");
        }
        Map<String, String> seen = new HashMap<>();
        for (String name : typed) {
            String problem = EntityName.problem(name);
            if (problem != null) {
                problems.add(problem);
            } else {
                EntityName entity = new EntityName(name);
                unique(entity.packageName(), name, seen);
                unique(entity.pascals().toLowerCase(Locale.ROOT), name, seen);
                collisions(entity);
            }
        }
        return this;
    }

    private void unique(String form, String name, Map<String, String> seen) {
        String other = seen.put(form, name);
        if (other != null) {
            problems.add(
                    "The entities " + other + " and " + name + " are the same, or the plural of one is the other.");
        }
    }

    private void collisions(EntityName entity) {
        if (entity.packageName().equals("user")) {
            problems.add("User is auth-service's; fields are added to it by every service.");
            return;
        }
        Set<String> taken = new TreeSet<>(schemaNames(entity));
        taken.retainAll(checkout.schemaNames());
        if (!taken.isEmpty()) {
            problems.add("The entity " + entity.pascal() + " would need names that the public schema has already: "
                    + String.join(", ", taken) + ".");
        } else if (importedBySample().contains(entity.pascal())
                || importedBySample().contains(entity.pascals())) {
            problems.add(
                    "The entity " + entity.pascal() + " has the name of a class that the service's code uses itself.");
        }
    }

    private static Set<String> schemaNames(EntityName entity) {
        String name = entity.pascal();
        Set<String> names = new HashSet<>(Set.of(
                name,
                name + "Connection",
                name + "Edge",
                name + "Change",
                "Query." + entity.camel(),
                "User." + entity.camels(),
                "Subscription." + entity.camel() + "Changed"));
        for (String action : List.of("create", "rename", "remove", "approve")) {
            String verb = Character.toUpperCase(action.charAt(0)) + action.substring(1);
            names.add("Mutation." + action + name);
            names.add(verb + name + "Input");
            names.add(verb + name + "Result");
        }
        return names;
    }

    private Set<String> importedBySample() {
        Set<String> imported = new HashSet<>();
        checkout.sample().values().forEach(source -> {
            Matcher found = IMPORTED.matcher(source);
            while (found.find()) {
                imported.add(found.group(1));
            }
        });
        return imported;
    }
}
