package dev.coffer.scripts.scaffold;

import dev.coffer.scripts.CommandFailed;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder with Coffer's sources. */
final class Checkout {

    static final String SAMPLE = "sample-service";
    private static final String SUITES = "scripts/src/main/java/dev/coffer/scripts/suite/Suites.java";
    private static final String SAMPLE_SUITES = "scripts/src/test/java/dev/coffer/scripts/suite";
    private static final String SERVICES = "scripts/src/main/java/dev/coffer/scripts/run/Service.java";
    private static final String SCHEMA = "docs/reference/schema.graphql";
    private static final Pattern SERVICE = Pattern.compile("(?m)^ {4}([A-Z][A-Z0-9]*)\\((\\d+), \\w+\\.class\\)");
    private static final Pattern SUITE = Pattern.compile("all\\.put\\(\"([a-z-]+)\"");

    /** Types that every service adds fields to. */
    private static final Set<String> SHARED_TYPES = Set.of("Query", "Mutation", "Subscription", "User");

    private final Path root;

    private Checkout(Path root) {
        this.root = root;
    }

    /** @throws CommandFailed where it is none */
    static Checkout at(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        List<String> missing = Stream.of("pom.xml", SAMPLE + "/pom.xml", SAMPLE_SUITES, SERVICES, SUITES, SCHEMA)
                .filter(needed -> !Files.exists(root.resolve(needed)))
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandFailed(root + " is no checkout of Coffer's sources: there is no "
                    + String.join(", no ", missing) + ". Run ./coffer of a checkout, or name one with --checkout.");
        }
        return new Checkout(root);
    }

    Path root() {
        return root;
    }

    Path resolve(String path) {
        return root.resolve(path);
    }

    String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new CommandFailed(path + " cannot be read: " + e.getMessage());
        }
    }

    /** The services and their ports, by name. */
    Map<String, Integer> services() {
        Map<String, Integer> services = new LinkedHashMap<>();
        Matcher found = SERVICE.matcher(read(SERVICES));
        while (found.find()) {
            services.put(found.group(1).toLowerCase(Locale.ROOT), Integer.valueOf(found.group(2)));
        }
        return services;
    }

    /** The names of the scripted suites. */
    Set<String> suites() {
        Set<String> names = new TreeSet<>();
        Matcher found = SUITE.matcher(read(SUITES));
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** The types of the public schema, and the fields of the roots and of users as {@code Query.wallet}. */
    Set<String> schemaNames() {
        TypeDefinitionRegistry schema = new SchemaParser().parse(read(SCHEMA));
        Set<String> names = new TreeSet<>(schema.types().keySet());
        names.addAll(schema.scalars().keySet());
        for (ObjectTypeDefinition type : schema.getTypes(ObjectTypeDefinition.class)) {
            if (SHARED_TYPES.contains(type.getName())) {
                for (FieldDefinition field : type.getFieldDefinitions()) {
                    names.add(type.getName() + "." + field.getName());
                }
            }
        }
        return names;
    }

    /** The sample's sources by their paths below the checkout, with "/". */
    Map<String, String> sample() {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> module = Files.walk(root.resolve(SAMPLE));
                Stream<Path> suites = Files.list(root.resolve(SAMPLE_SUITES))) {
            Stream<Path> own = module.filter(path -> !path.startsWith(root.resolve(SAMPLE + "/target")));
            Stream<Path> suite =
                    suites.filter(path -> path.getFileName().toString().startsWith("Sample"));
            Stream.concat(own, suite).filter(Files::isRegularFile).forEach(path -> {
                String name = root.relativize(path).toString().replace('\\', '/');
                sources.put(name, read(name));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
