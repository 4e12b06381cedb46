package dev.coffer.bonus.template;

import org.jspecify.annotations.Nullable;

/** Where a template stands. What is running is a version; later ones wait until they are published. */
sealed interface Stage {

    record Draft() implements Stage {

        Published publish(TemplateVersion version) {
            return new Published(version);
        }

        Archived archive() {
            return new Archived(null);
        }
    }

    /** Awards are given under it. */
    record Published(TemplateVersion running) implements Stage {

        Published publish(TemplateVersion version) {
            return new Published(version);
        }

        Paused pause() {
            return new Paused(running);
        }

        Archived archive() {
            return new Archived(running);
        }
    }

    /** No awards are given until it is published again. */
    record Paused(TemplateVersion ran) implements Stage {

        Published publish(TemplateVersion version) {
            return new Published(version);
        }

        Archived archive() {
            return new Archived(ran);
        }
    }

    /** @param ran null where it was never published */
    record Archived(@Nullable TemplateVersion ran) implements Stage {}

    /** As clients see it. */
    default TemplateStatus status() {
        return switch (this) {
            case Draft draft -> TemplateStatus.DRAFT;
            case Published published -> TemplateStatus.PUBLISHED;
            case Paused paused -> TemplateStatus.PAUSED;
            case Archived archived -> TemplateStatus.ARCHIVED;
        };
    }

    /** The version that runs, or ran last; null where none did. */
    default @Nullable TemplateVersion version() {
        return switch (this) {
            case Draft draft -> null;
            case Published published -> published.running();
            case Paused paused -> paused.ran();
            case Archived archived -> archived.ran();
        };
    }
}
