import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { StationFields } from "../import/StationFields.tsx";
import { codeOf, formProblems, type StationForm, thingOf, writableAgencies } from "../import/stations.ts";
import { useCatalogue, useThings } from "../telemetry/queries.ts";
import styles from "./devices.module.css";
import { useRegisterStation } from "./queries.ts";

const EMPTY: StationForm = { code: "", nameVi: "", nameEn: "", kind: "", agencyCode: "", lon: "", lat: "" };

/** Registers one station. Code and English name follow the Vietnamese name until they are touched. */
export function NewStationCard() {
  const t = useT();
  const toast = useToast();
  const things = useThings();
  const register = useRegisterStation();
  const agencies = writableAgencies(useSession().data?.account);
  const firstKind = useCatalogue().data?.kinds[0]?.code ?? "";
  const [typed, setTyped] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const form = {
    ...typed,
    kind: typed.kind || firstKind,
    agencyCode: typed.agencyCode || (agencies?.[0] ?? ""),
  };
  const taken = new Set((things.data ?? []).map(({ code }) => code));

  function change(next: StationForm): void {
    const follows = (was: string, name: string) => was === "" || was === name;
    setTyped({
      ...next,
      code:
        next.code === form.code && follows(form.code, codeOf(form.nameVi)) ? codeOf(next.nameVi) : next.code,
      nameEn: next.nameEn === form.nameEn && follows(form.nameEn, form.nameVi) ? next.nameVi : next.nameEn,
    });
  }

  function save(): void {
    setTried(true);
    if (Object.keys(formProblems(form, taken)).length > 0) return;
    register.mutate(thingOf(form), {
      onSuccess: () => {
        toast({ tone: "ok", text: t("devices.stationMade", { name: form.nameVi }) });
        setTyped(EMPTY);
        setTried(false);
      },
    });
  }
  return (
    <Card title={t("devices.newStation")} note={t("devices.newStationNote")}>
      <form
        className={styles.wideForm}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <StationFields form={form} taken={taken} agencies={agencies} strict={tried} onChange={change} />
        {register.isError && <ErrorState {...errorView(register.error, t)} />}
        <div>
          <Button type="submit" kind="primary" icon="plus" busy={register.isPending}>
            {t("devices.register")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
