package dev.coffer.core.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Set;

/** Whole words of a class name, so that Database is no Base and Utilisation no Util. */
final class NoBannedWords extends ArchCondition<JavaClass> {
    private static final Set<String> BANNED = Set.of(
            "impl", "manager", "util", "utils", "helper", "helpers", "processor", "dto", "dtos", "base", "abstract");

    NoBannedWords() {
        super("have none of these words in their name: "
                + String.join(", ", BANNED.stream().sorted().toList()));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (String word : type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", -1)) {
            if (BANNED.contains(word.toLowerCase(Locale.ROOT))) {
                events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " has the word " + word + " in its name"));
            }
        }
    }
}
