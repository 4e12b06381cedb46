package dev.coffer.scripts.deploy;

import picocli.CommandLine.Option;

/** How the images of the parts are called. */
final class ImageNames {

    @Option(
            names = "--prefix",
            description = "Before the name of each image (${DEFAULT-VALUE}): registry.example.com/coffer.",
            defaultValue = "coffer")
    private String prefix = "coffer";

    @Option(names = "--tag", description = "Of each image (${DEFAULT-VALUE}).", defaultValue = "0.1.0")
    private String tag = "0.1.0";

    String of(Part part) {
        return prefix + "/" + part.name() + ":" + tag;
    }

    String tag() {
        return tag;
    }
}
