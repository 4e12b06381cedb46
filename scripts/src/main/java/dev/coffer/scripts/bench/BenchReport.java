package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Map;

/** What a benchmark found, in the form that all of them share. */
interface BenchReport {

    /** By name, in snake case, with the unit in it. */
    Map<String, Double> figures();

    /** The same of what it was compared with in the same run. */
    default Map<String, Double> peers() {
        return Map.of();
    }

    /** Conditions and remarks, one sentence each. */
    default List<String> notes() {
        return List.of();
    }
}
