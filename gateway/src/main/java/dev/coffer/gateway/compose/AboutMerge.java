package dev.coffer.gateway.compose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges what subgraphs say about one element: the commonest description, the first deprecation, the union of marks. */
final class AboutMerge {
    private AboutMerge() {}

    static About merge(Collection<About> sources) {
        List<AppliedDirective> directives = new ArrayList<>();
        for (About source : sources) {
            source.directives().stream()
                    .filter(directive -> !directives.contains(directive))
                    .forEach(directives::add);
        }
        return new About(
                commonest(sources),
                sources.stream()
                        .map(About::deprecation)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                sources.stream().anyMatch(About::inaccessible),
                sources.stream().map(About::access).reduce(Access.OPEN, Access::and),
                sources.stream().map(About::cost).reduce(Cost.UNSAID, Cost::and),
                directives);
    }

    /** Among equally common descriptions the first wins. */
    private static @Nullable String commonest(Collection<About> sources) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (About source : sources) {
            if (source.description() != null && !source.description().isEmpty()) {
                counts.merge(source.description(), 1, Integer::sum);
            }
        }
        String best = null;
        int most = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }
}
