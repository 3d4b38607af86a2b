"""The words that Quarto adds to a document in its language, such as Figure and Abstract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_KEYS = [
    "toc-title-document",
    "section-title-abstract",
    "section-title-appendices",
    "section-title-footnotes",
    "section-title-references",
    "title-block-author-single",
    "title-block-author-plural",
    "title-block-affiliation-single",
    "title-block-affiliation-plural",
    "title-block-published",
    "title-block-modified",
    "title-block-keywords",
    "callout-tip-title",
    "callout-note-title",
    "callout-warning-title",
    "callout-important-title",
    "callout-caution-title",
    "crossref-fig-title",
    "crossref-tbl-title",
    "crossref-lst-title",
    "crossref-thm-title",
    "crossref-lem-title",
    "crossref-cor-title",
    "crossref-prp-title",
    "crossref-cnj-title",
    "crossref-def-title",
    "crossref-exm-title",
    "crossref-exr-title",
    "crossref-ch-prefix",
    "crossref-apx-prefix",
    "crossref-sec-prefix",
    "crossref-eq-prefix",
    "environment-proof-title",
    "environment-remark-title",
    "environment-solution-title",
]

# One row per language, in the order of the keys; the words are those of Quarto 1.9.
_ROWS = {
    "en": (
        "Table of contents|Abstract|Appendices|Footnotes|References|Author|Authors|Affiliation|"
        "Affiliations|Published|Modified|Keywords|Tip|Note|Warning|Important|Caution|Figure|"
        "Table|Listing|Theorem|Lemma|Corollary|Proposition|Conjecture|Definition|Example|"
        "Exercise|Chapter|Appendix|Section|Equation|Proof|Remark|Solution"
    ),
    "de": (
        "Inhaltsverzeichnis|Zusammenfassung|Anhang|Fußnoten|Literatur|Autor:in|Autor:innen|"
        "Zugehörigkeit|Zugehörigkeiten|Veröffentlichungsdatum|Geändert|Schlüsselwörter|Tipp|"
        "Hinweis|Warnung|Wichtig|Vorsicht|Abbildung|Tabelle|Listing|Theorem|Lemma|Korollar|"
        "Aussage|Annahme|Definition|Beispiel|Übungsaufgabe|Kapitel|Anhang|Kapitel|Gleichung|"
        "Beweis|Anmerkung|Lösung"
    ),
    "fr": (
        "Table des matières|Résumé|Annexes|Notes de bas de page|Les références|Auteur·rice|"
        "Auteur·rice·s|Affiliation|Affiliations|Date de publication|Modifié|Mots clés|Astuce|"
        "Note|Avertissement|Important|Mise en garde|Figure|Table|Listing|Théorème|Lemme|"
        "Corollaire|Proposition|Conjecture|Définition|Exemple|Exercice|Chapitre|Annexe|Section|"
        "Équation|Preuve|Remarque|Solution"
    ),
    "es": (
        "Tabla de contenidos|Resumen|Apéndices|Notas|Referencias|Autor/a|Autores/as|Afiliación|"
        "Afiliaciones|Fecha de publicación|Fecha de última modificación|Palabras clave|Tip|Nota|"
        "Advertencia|Importante|Precaución|Figura|Tabla|Listado|Teorema|Lema|Corolario|"
        "Proposición|Conjetura|Definición|Ejemplo|Ejercicio|Capítulo|Apéndice|Sección|Ecuación|"
        "Demostración|Observación|Solución"
    ),
    "it": (
        "Indice|Sommario|Appendici|Note|Referenze|Autore/Autrice|Autori|Affiliazione|"
        "Affiliazioni|Data di Pubblicazione|Data di modifica|Parole chiave|Consiglio|Nota|"
        "Avviso|Importante|Attenzione|Figura|Tabella|Lista|Teorema|Lemma|Corollario|"
        "Proposizione|Congettura|Definizione|Esempio|Esercizio|Capitolo|Appendice|Sezione|"
        "Equazione|Dimostrazione|Osservazione|Soluzione"
    ),
    "pt": (
        "Índice|Resumo|Apêndices|Notas de rodapé|Referências|Autor|Autores|Afiliação|"
        "Afiliações|Data de Publicação|Data de Modificação|Palavras-chave|Dica|Nota|Aviso|"
        "Importante|Cuidado|Figura|Tabela|Listagem|Teorema|Lema|Corolário|Proposição|Conjetura|"
        "Definição|Exemplo|Exercício|Capítulo|Apêndice|Seção|Equação|Comprovação|Comentário|"
        "Solução"
    ),
    "nl": (
        "Inhoudsopgave|Samenvatting|Bijlagen|Voetnoten|Referenties|Auteur|Auteurs|Affiliatie|"
        "Affiliaties|Publicatiedatum|Gewijzigd|Trefwoorden|Tip|Opmerking|Waarschuwing|"
        "Belangrijk|Opgelet|Figuur|Tabel|Listing|Stelling|Lemma|Conclusie|Voorstel|Aanname|"
        "Definitie|Voorbeeld|Oefening|Hoofdstuk|Bijlage|Paragraaf|Vergelijking|Bewijs|"
        "Opmerking|Oplossing"
    ),
    "da": (
        "Indholdsfortegnelse|Resume|Bilag|Fodnoter|Referencer|Forfatter|Forfattere|Tilknytning|"
        "Tilknytninger|Udgivet|Ændret|Nøgleord|Tip|Note|Advarsel|Vigtigt|Forsigtig|Figur|Tabel|"
        "Liste|Sætning|Hjælpesætning|Følgesætning|Erklæring|Formodning|Definition|Eksempel|"
        "Øvelse|Kapitel|Bilag|Sektion|Ligning|Bevis|Bemærkning|Løsning"
    ),
    "sv": (
        "Innehållsförteckning|Sammanfattning|Bilagor|Fotnot|Referenser|Författare|Författare|"
        "Anknuten|Anknutna|Utgiven|Ändrad|Nyckelord|Tips|Notera|Varning|Viktigt|Caution|Figur|"
        "Tabell|Lista|Teorem|Lemma|Följdsats|Påstående|Förmodan|Definition|Exempel|Uppgift|"
        "Kapitel|Bilaga|Avsnitt|Ekvation|Bevis|Anmärkning|Lösning"
    ),
    "nb": (
        "Innholdsfortegnelse|Sammendrag|Bilag|Fotnoter|Referanser|Forfatter|Forfattere|"
        "Tilknytning|Tilknytninger|Utgitt|Endret|Nøkkelord|Tips|Note|Advarsel|Viktig|Forsiktig|"
        "Figur|Tabell|Liste|Setning|Hjelpesetning|Følgesetning|Erklæring|Formodning|Definisjon|"
        "Eksempel|Øvelse|Kapitel|Bilag|Seksjon|Ligning|Bevis|Bemerkning|Løsning"
    ),
    "fi": (
        "Sisällysluettelo|Tiivistelmä|Liitteet|Alaviitteet|Lähteet|Tekijä|Tekijät|Affiliaatio|"
        "Affiliaatiot|Julkaistu|Muokattu|Avainsanat|Vihje|Huomautus|Varoitus|Tärkeää|Vaara|Kuva|"
        "Taulukko|Listaus|Lause|Apulause|Korollaari|Väittämä|Konjektuuri|Määritelmä|Esimerkki|"
        "Harjoitus|Luku|Liite|Alaluku|Yhtälö|Todistus|Huomautus|Ratkaisu"
    ),
    "pl": (
        "Spis treści|Abstrakt|Załączniki|Przypisy|Bibliografia|Autor|Autorzy|Afiliacja|"
        "Afiliacje|Opublikowano|Zmodyfikowano|Słowa kluczowe|Wskazówka|Adnotacja|Ostrzeżenie|"
        "Ważne|Zagrożenie|Rysunek|Tabela|Wykaz|Twierdzenie|Lemat|Wniosek|Proposition|"
        "Przypuszczenie|Definicja|Przykład|Ćwiczenie|Rozdział|Załącznik|Sekcja|Równanie|Dowód|"
        "Komentarz|Rozwiązanie"
    ),
    "ja": (
        "目次|概要|付録|脚注|参考文献|作者|作者|所属|所属|公開|更新日|キーワード|ヒント|ノート|警告|重要|注意|"
        "図|表|コード|定理|補題|系|命題|予想|定義|例|練習|チャプター|付録|セクション|式|証明|注釈|解答"
    ),
    "zh": (
        "目录|摘要|附录|脚注|参考文献|作者|作者|单位|单位|发布于|修改于|关键词|提示|注记|警告|重要|注意|"
        "图|表|列表|定理|引理|推论|命题|猜想|定义|例|习题|章节|附录|小节|式|证明|注记|解"
    ),
}

LANGUAGES = tuple(_ROWS)


def words_for(settings: Mapping[str, Any]) -> dict[str, str]:
    """The words of a document: by its ``lang``, overridden by its ``language``.

    >>> words_for({"lang": "de-AT"})["crossref-fig-title"]
    'Abbildung'
    >>> words_for({"language": {"crossref-fig-title": "Plate"}})["crossref-fig-title"]
    'Plate'
    """
    lang = str(settings.get("lang") or "en").replace("_", "-")
    found = dict(zip(_KEYS, _ROWS["en"].split("|"), strict=True))
    row = _ROWS.get(lang.split("-", maxsplit=1)[0].lower())
    if row:
        found.update(zip(_KEYS, row.split("|"), strict=True))
    stated = settings.get("language")
    if isinstance(stated, Mapping):
        found.update({str(k): str(v) for k, v in stated.items() if not isinstance(v, Mapping)})
        own = stated.get(lang)
        if isinstance(own, Mapping):
            found.update({str(k): str(v) for k, v in own.items()})
    for key in _KEYS:
        if key in settings:
            found[key] = str(settings[key])
    return found
