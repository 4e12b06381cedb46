package dev.coffer.kyc.document;

import dev.coffer.kyc.profile.MissingNotes;
import dev.coffer.kyc.tier.Requirement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says of each requirement what became of the newest document that was to prove it. */
final class DocumentNotes implements MissingNotes {

    private final Documents documents;

    DocumentNotes(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Map<Requirement, String> of(String tenantId, String userId) {
        List<KycDocument> sent = documents.ofUser(tenantId, userId);
        Map<Requirement, String> notes = new EnumMap<>(Requirement.class);
        for (KycDocument document : sent) {
            Requirement requirement = document.paper().type().proves();
            if (requirement != null) {
                notes.computeIfAbsent(requirement, one -> note(document, sent));
            }
        }
        return notes;
    }

    private static String note(KycDocument newest, List<KycDocument> sent) {
        String name = newest.paper().type() + " (" + newest.paper().side() + ")";
        Requirement requirement = newest.paper().type().proves();
        boolean isHalf = requirement != null
                && Proofs.whole(requirement, sent, Set.of(DocumentState.PROCESSING, DocumentState.VERIFIED))
                        .isEmpty();
        return switch (newest) {
            case KycDocument.Awaited awaited -> "The file of your " + name + " is not there yet; send it by its link.";
            case KycDocument.Uploaded uploaded -> "Your " + name + " is there; confirm it with confirmDocument.";
            case KycDocument.Rejected rejected ->
                "Your " + name + " was rejected: " + rejected.reason() + " Send another.";
            case KycDocument.Expired expired -> "Your " + name + " has run out; send one that counts still.";
            case KycDocument.Processing processing ->
                isHalf ? otherSide(name) : "Your " + name + " is there, and is looked at.";
            case KycDocument.Verified verified ->
                isHalf ? otherSide(name) : "Your " + name + " counts; ask for the tier again where you have not.";
        };
    }

    private static String otherSide(String name) {
        return "Your " + name + " is there; its other side is missing.";
    }
}
