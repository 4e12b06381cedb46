package dev.coffer.notification.template;

import dev.coffer.notification.message.NotificationChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The templates that every tenant starts with, in English and German, read from {@code templates*.properties}. */
public final class BuiltInTemplates {

    private static final String VARIABLES = ".variables";
    private static final List<String> LOCALES = List.of("en", "de");

    /** Text messages cost: what is said by them is for the tenant to say. */
    private static final List<NotificationChannel> CHANNELS =
            List.of(NotificationChannel.IN_APP, NotificationChannel.EMAIL);

    private static final Map<String, Template> BY_KEY = read();

    private BuiltInTemplates() {}

    public static @Nullable Template find(String key) {
        return BY_KEY.get(key);
    }

    /** Sorted by key. */
    public static Collection<Template> all() {
        return BY_KEY.values();
    }

    private static Map<String, Template> read() {
        Map<String, Properties> texts = new TreeMap<>();
        LOCALES.forEach(locale -> texts.put(locale, load("templates_" + locale + ".properties")));
        Properties variables = load("variables.properties");
        Map<String, Template> byKey = new TreeMap<>();
        variables.stringPropertyNames().stream()
                .filter(name -> name.endsWith(VARIABLES))
                .map(name -> name.substring(0, name.length() - VARIABLES.length()))
                .forEach(key -> byKey.put(key, template(key, variables, texts)));
        return byKey;
    }

    private static Template template(String key, Properties variables, Map<String, Properties> texts) {
        List<Variable> declared = Arrays.stream(
                        variables.getProperty(key + VARIABLES).split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> new Variable(name, required(variables, "sample." + name)))
                .toList();
        List<Variant> variants = new ArrayList<>();
        texts.forEach((locale, all) -> {
            String subject = required(all, key + ".subject");
            String text = required(all, key + ".text");
            for (NotificationChannel channel : CHANNELS) {
                variants.add(new Variant(locale, channel, subject, text, null));
            }
        });
        return new Template(key, Template.BUILT_IN, declared, variants);
    }

    private static String required(Properties properties, String name) {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The built-in templates have no " + name);
        }
        return value;
    }

    private static Properties load(String file) {
        try (InputStream in = BuiltInTemplates.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + file);
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
