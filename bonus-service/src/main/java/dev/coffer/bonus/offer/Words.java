package dev.coffer.bonus.offer;

import dev.coffer.bonus.template.RunningTemplate;
import java.util.stream.Collectors;

/** Sentences for players that more than one use case says. */
final class Words {

    private Words() {}

    static String notTriggered(RunningTemplate template) {
        return "It is given otherwise: "
                + template.content().triggers().stream().map(Enum::name).collect(Collectors.joining(", ")) + ".";
    }
}
