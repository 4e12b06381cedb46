package dev.coffer.kyc.screening.list;

import dev.coffer.kyc.screening.name.BirthDate;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads {@link ListFormat#OFAC_SDN_XML}. What the file declares or refers to outside itself is not looked at: it is a bad file. */
final class SdnReader implements ListReader {

    private static final String ROOT = "sdnList";
    private static final String ENTRY = "sdnEntry";
    private static final String PERSON = "Individual";
    private static final int MOST_TEXT = 10_000;
    private static final int MOST_DEPTH = 20;

    private final XMLStreamReader xml;

    SdnReader(InputStream file) throws BadRow {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            this.xml = factory.createXMLStreamReader(file);
            if (advance() != XMLStreamConstants.START_ELEMENT
                    || !xml.getLocalName().equals(ROOT)) {
                throw new BadRow(line(), "it does not begin with <" + ROOT + ">");
            }
        } catch (XMLStreamException wrong) {
            throw new BadRow(1, problem(wrong));
        }
    }

    private long line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    /** Past what is no element and no text. */
    private int advance() throws XMLStreamException, BadRow {
        int event = xml.next();
        while (event == XMLStreamConstants.COMMENT
                || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                || event == XMLStreamConstants.SPACE) {
            event = xml.next();
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new BadRow(line(), "it declares or refers to what is not in it");
        }
        return event;
    }

    /** What is read of an entry. */
    private static final class Entry {

        private String uid = "";
        private String type = "";
        private final List<String> names = new ArrayList<>();
        private final List<BirthDate> bornOn = new ArrayList<>();
        private final List<String> countries = new ArrayList<>();
        private String firstName = "";
        private String lastName = "";

        void endName() {
            String name = (firstName + " " + lastName).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
            firstName = "";
            lastName = "";
        }

        void tell(String parent, String element, String text) {
            switch (element) {
                case "uid" -> uid = parent.equals(ENTRY) ? text : uid;
                case "sdnType" -> type = text;
                case "firstName" -> firstName = text;
                case "lastName" -> lastName = text;
                case "dateOfBirth" -> {
                    BirthDate day = BirthDate.parse(text);
                    if (day != null) {
                        bornOn.add(day);
                    }
                }
                case "country" -> countries.add(text);
                default -> {
                    // Addresses, papers and remarks are not compared.
                }
            }
        }
    }

    @Override
    public @Nullable Row next() throws BadRow {
        try {
            while (true) {
                int event = advance();
                if (event == XMLStreamConstants.END_DOCUMENT) {
                    return null;
                }
                if (event == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals(ENTRY)) {
                    return entry();
                }
            }
        } catch (XMLStreamException wrong) {
            throw new BadRow(line(), problem(wrong));
        }
    }

    private Row entry() throws XMLStreamException, BadRow {
        long line = line();
        Entry entry = new Entry();
        List<String> path = new ArrayList<>(List.of(ENTRY));
        StringBuilder text = new StringBuilder();
        while (!path.isEmpty()) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    begin(entry, path, line);
                    text.setLength(0);
                }
                case XMLStreamConstants.END_ELEMENT -> end(entry, path, text);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text, line);
                default -> throw new BadRow(line(), "the entry is not closed");
            }
        }
        return row(entry, line);
    }

    private void begin(Entry entry, List<String> path, long line) throws BadRow {
        if (path.size() > MOST_DEPTH) {
            throw new BadRow(line, "the entry has too many elements within each other");
        }
        if (xml.getLocalName().equals("akaList")) {
            // The main name has been told by then.
            entry.endName();
        }
        path.addLast(xml.getLocalName());
    }

    private static void end(Entry entry, List<String> path, StringBuilder text) {
        String element = path.removeLast();
        String parent = path.isEmpty() ? "" : path.getLast();
        entry.tell(parent, element, text.toString().strip());
        text.setLength(0);
        if (element.equals("aka") || element.equals(ENTRY)) {
            entry.endName();
        }
    }

    private void append(StringBuilder text, long line) throws BadRow {
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        if (text.length() > MOST_TEXT) {
            throw new BadRow(line, "a text has more than " + MOST_TEXT + " characters");
        }
    }

    private static Row row(Entry entry, long line) throws BadRow {
        if (!entry.type.equals(PERSON)) {
            return new Row(line, null);
        }
        try {
            return new Row(line, new ListedPerson(entry.uid, entry.names, entry.bornOn, entry.countries));
        } catch (IllegalArgumentException wrong) {
            throw new BadRow(line, String.valueOf(wrong.getMessage()));
        }
    }

    /** Of the parser's message the first line: the rest says where, which is said already. */
    private static String problem(XMLStreamException wrong) {
        String message = String.valueOf(wrong.getMessage());
        String last =
                message.substring(message.lastIndexOf("Message: ") < 0 ? 0 : message.lastIndexOf("Message: ") + 9);
        return "it is no XML that can be read (" + last.lines().findFirst().orElse("") + ")";
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException failed) {
            throw new IOException(failed);
        }
    }
}
