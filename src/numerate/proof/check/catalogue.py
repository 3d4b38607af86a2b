"""The catalogue: every rule, in the groups and the order in which the documentation prints them."""

from __future__ import annotations

import difflib

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.proof.check.rule import Rule
from numerate.proof.check.rules import (
    bad_bibliography,
    bad_doi,
    bad_flow,
    claim_fails,
    clashing_key,
    dead_reference,
    double_count,
    duplicate_result,
    empty_citation_set,
    exposed_email,
    float_out_of_order,
    idle_silence,
    incomplete_work,
    large_document,
    lost_record,
    missing_alt,
    missing_caption,
    missing_item,
    mixed_line_ends,
    more_studies_than_reports,
    nested_binding,
    nested_citation,
    no_manuscript,
    partial_list,
    parts_off_total,
    percentage_off_base,
    repeated_field,
    repeated_id,
    repeated_work,
    reviewer_name,
    stale_generated,
    stale_pages,
    stale_text,
    title_capitals,
    two_values,
    typed_number,
    unbalanced_flow,
    unbound_claim,
    uncited_study,
    unclear_name,
    unclosed_division,
    undescribed_study,
    unexplained_exclusion,
    unexplained_silence,
    unknown_citation,
    unknown_citation_set,
    unknown_claim,
    unknown_figure,
    unknown_form,
    unknown_item,
    unknown_label,
    unknown_list,
    unknown_number,
    unknown_table,
    unlisted_exclusions,
    unmentioned_float,
    unread_binding,
    unread_markup,
    unused_key,
    unused_work,
)

GROUPS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (
        "Numbers and claims in the text",
        (
            typed_number.RULE,
            unbound_claim.RULE,
            stale_text.RULE,
            partial_list.RULE,
            unread_binding.RULE,
            nested_binding.RULE,
        ),
    ),
    (
        "Keys",
        (
            unknown_number.RULE,
            unknown_form.RULE,
            unknown_list.RULE,
            unknown_claim.RULE,
            unknown_citation_set.RULE,
            unknown_table.RULE,
            unknown_figure.RULE,
            unknown_label.RULE,
            unused_key.RULE,
            duplicate_result.RULE,
            claim_fails.RULE,
            empty_citation_set.RULE,
        ),
    ),
    (
        "Flow of records, reports and studies",
        (
            unbalanced_flow.RULE,
            lost_record.RULE,
            double_count.RULE,
            unexplained_exclusion.RULE,
            more_studies_than_reports.RULE,
            bad_flow.RULE,
        ),
    ),
    (
        "Arithmetic",
        (
            percentage_off_base.RULE,
            parts_off_total.RULE,
            two_values.RULE,
        ),
    ),
    (
        "References",
        (
            bad_bibliography.RULE,
            unknown_citation.RULE,
            nested_citation.RULE,
            unused_work.RULE,
            repeated_work.RULE,
            incomplete_work.RULE,
            repeated_field.RULE,
            unclear_name.RULE,
            title_capitals.RULE,
            bad_doi.RULE,
            unread_markup.RULE,
            clashing_key.RULE,
            uncited_study.RULE,
            undescribed_study.RULE,
            unlisted_exclusions.RULE,
        ),
    ),
    (
        "Tables, figures and cross references",
        (
            dead_reference.RULE,
            repeated_id.RULE,
            unmentioned_float.RULE,
            float_out_of_order.RULE,
            missing_alt.RULE,
            missing_caption.RULE,
        ),
    ),
    (
        "Reporting guidelines",
        (
            missing_item.RULE,
            unknown_item.RULE,
        ),
    ),
    (
        "Freshness and privacy",
        (
            stale_generated.RULE,
            stale_pages.RULE,
            exposed_email.RULE,
            reviewer_name.RULE,
        ),
    ),
    (
        "Sources and silences",
        (
            unclosed_division.RULE,
            no_manuscript.RULE,
            mixed_line_ends.RULE,
            large_document.RULE,
            idle_silence.RULE,
            unexplained_silence.RULE,
        ),
    ),
)

RULES: tuple[Rule, ...] = tuple(rule for _, rules in GROUPS for rule in rules)


def named_rule(code: str) -> Rule:
    """The rule of that code.

    Raises:
        CannotRunError: When there is none.

    >>> named_rule("typed-number").severity
    'fault'
    """
    found = next((rule for rule in RULES if rule.code == code), None)
    if found is None:
        near = difflib.get_close_matches(code, [rule.code for rule in RULES], n=3, cutoff=0.4)
        raise CannotRunError(
            Issue(
                code="unknown-rule",
                found=f"no rule '{code}'",
                expected=f"one of: {', '.join(near)}" if near else f"one of {len(RULES)} rules",
                todo="numerate rules lists them",
            )
        )
    return found
