package dev.coffer.scripts.suite;

/** A suite's result in the XML that CI servers read. */
final class JUnitXml {

    private static final double MILLIS_PER_SECOND = 1_000.0;

    private JUnitXml() {}

    static String of(Suite.Result result) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<testsuite name=\"coffer ")
                .append(escaped(result.suite()))
                .append("\" tests=\"")
                .append(result.steps().size())
                .append("\" failures=\"")
                .append(result.failed())
                .append("\">\n");
        for (Suite.StepResult step : result.steps()) {
            xml.append("  <testcase classname=\"coffer.")
                    .append(escaped(result.suite()))
                    .append("\" name=\"")
                    .append(escaped(step.name()))
                    .append("\" time=\"")
                    .append(step.millis() / MILLIS_PER_SECOND)
                    .append("\"");
            if (step.error() == null) {
                xml.append("/>\n");
            } else {
                xml.append("><failure message=\"").append(escaped(step.error())).append("\"/></testcase>\n");
            }
        }
        return xml.append("</testsuite>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x1f]", " ");
    }
}
