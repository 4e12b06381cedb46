package dev.coffer.core.provision.install;

import java.util.List;

/** How the search for a server program ended. */
public sealed interface SearchResult {
    /** There is one, and it runs here. */
    record Found(ServerBinary binary) implements SearchResult {}

    /**
     * There is none, and none could be installed.
     *
     * @param store  for people: {@code MongoDB}
     * @param tried  every step in order, each with the reason why it did not help
     * @param advice what would help
     */
    record NotFound(String store, List<String> tried, String advice) implements SearchResult {
        public NotFound {
            tried = List.copyOf(tried);
        }

        /** Everything that was tried, one step a line, and what to do. */
        public String report() {
            StringBuilder text =
                    new StringBuilder("No " + store + " could be found or installed. Tried, in this order:");
            int number = 1;
            for (String step : tried) {
                text.append("\n  ").append(number++).append(". ").append(step);
            }
            return text.append("\nWhat helps: ").append(advice).toString();
        }
    }
}
