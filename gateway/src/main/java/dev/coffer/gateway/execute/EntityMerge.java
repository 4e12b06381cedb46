package dev.coffer.gateway.execute;

import java.util.List;

/** Merges what subgraphs answer for entities into the objects that asked, in one execution. */
final class EntityMerge {
    /** Values that answers for one object may become, where many other objects are the same. */
    static final long MAX_COPIED_VALUES = 2_000_000;

    private long copiedValues;
    /** As many at most that nobody counted. */
    private long uncountedValues;

    /**
     * False, with nothing merged, where the same entities are asked for at so many places that the answer would outgrow what was received by
     * far.
     *
     * @param entities as many as the batch has representations
     * @param answerBytes of the answer that they came in
     */
    boolean merge(EntityBatch batch, JsonArray entities, int answerBytes) {
        if (!mayCopy(batch, entities, answerBytes)) {
            return false;
        }
        distribute(batch, entities);
        return true;
    }

    private boolean mayCopy(EntityBatch batch, JsonArray entities, int answerBytes) {
        // With what follows it no value is shorter than two bytes. Mostly that says enough, and nobody needs to count.
        uncountedValues += answerBytes / 2L * (batch.mostTargets() - 1);
        if (uncountedValues <= MAX_COPIED_VALUES) {
            return true;
        }
        for (int i = 0; i < entities.size(); i++) {
            copiedValues +=
                    ResponseTree.values(entities.get(i)) * (batch.targets(i).size() - 1);
        }
        return copiedValues <= MAX_COPIED_VALUES;
    }

    private static void distribute(EntityBatch batch, JsonArray entities) {
        JsonObject.Joined joined = new JsonObject.Joined();
        for (int i = 0; i < entities.size(); i++) {
            if (!(entities.get(i) instanceof JsonObject entity)) {
                continue;
            }
            List<JsonObject> targets = batch.targets(i);
            boolean isShared = targets.size() == 1 || ResponseTree.isFlat(entity);
            for (int t = 1; t < targets.size(); t++) {
                if (isShared) {
                    ResponseTree.merge(targets.get(t), entity, joined);
                } else {
                    ResponseTree.mergeCopy(targets.get(t), entity);
                }
            }
            ResponseTree.merge(targets.getFirst(), entity, joined);
        }
    }
}
